package dev.micelio.core.env;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A promise of a simulated world, also the task of one of its threads.
final class SeededPromise<T extends @Nullable Object> implements Promise<T> {
  private final World world;
  private final String name;
  final List<Strand> waiters = new ArrayList<>();
  private boolean done;
  private @Nullable T value;
  private @Nullable Throwable failure;

  SeededPromise(World world, String name) {
    this.world = world;
    this.name = name;
  }

  @Override
  public boolean complete(T value) {
    return call("complete ") && decide(value);
  }

  @Override
  public boolean fail(Throwable cause) {
    return call("fail ") && decideFailure(cause);
  }

  private boolean call(String what) {
    if (!world.isIdle()) {
      world.pass(what + name);
    }
    return !done;
  }

  boolean decide(T value) {
    return decide(value, null);
  }

  boolean decideFailure(Throwable cause) {
    return decide(null, cause);
  }

  private boolean decide(@Nullable T value, @Nullable Throwable failure) {
    done = true;
    this.value = value;
    this.failure = failure;
    world.unblock(this);
    return true;
  }

  @Override
  public boolean isDone() {
    if (!world.isIdle()) {
      world.pass("isDone " + name);
    }
    return done;
  }

  @Override
  @SuppressWarnings("NullAway") // a value that was given is as nullable as T says
  public T await() {
    if (!world.isIdle()) {
      world.pass("await " + name);
      if (!done) {
        world.block(this);
      }
    }
    if (!done) {
      throw new IllegalStateException(name + " is not decided, and the world does not run");
    }
    if (failure != null) {
      throw unchecked(failure);
    }
    return value;
  }

  static RuntimeException unchecked(Throwable failure) {
    switch (failure) {
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      default -> throw new IllegalStateException(failure);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
