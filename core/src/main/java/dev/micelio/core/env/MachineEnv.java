package dev.micelio.core.env;

import dev.micelio.core.problem.Problem;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The machine's clock and chance, with virtual threads.
@TouchesTheMachine(because = "this is the door that the others are sent to")
public final class MachineEnv implements Env {
  /// Made when chance is asked for first, because the machine takes its time.
  @TouchesTheMachine(because = "this is what Env.random gives on a machine")
  private static final class Chance {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  @Override
  public long nowMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public RandomGenerator random() {
    return Chance.RANDOM;
  }

  @Override
  public void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void step(String what) {}

  @Override
  public <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work) {
    var given = new Given<T>();
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            given.complete(work.get());
          } catch (Throwable e) { // whoever awaits the task is thrown it
            given.fail(e);
          }
        });
    return given;
  }

  @Override
  public <T extends @Nullable Object> Promise<T> promise() {
    return new Given<>();
  }

  private static Problem interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Problem(
        Problem.Kind.INTERRUPTED,
        "env.interrupted",
        "interrupted while waiting",
        "run the command again",
        e);
  }

  @TouchesTheMachine(because = "this is what Env.promise gives on a machine")
  private static final class Given<T extends @Nullable Object> implements Promise<T> {
    private final CompletableFuture<T> value = new CompletableFuture<>();

    @Override
    public boolean complete(T value) {
      return this.value.complete(value);
    }

    @Override
    public boolean fail(Throwable cause) {
      return value.completeExceptionally(cause);
    }

    @Override
    public boolean isDone() {
      return value.isDone();
    }

    @Override
    public T await() {
      try {
        return value.get();
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException thrown -> throw thrown;
          case Error thrown -> throw thrown;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
  }
}
