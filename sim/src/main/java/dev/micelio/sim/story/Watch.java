package dev.micelio.sim.story;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.Promise;
import dev.micelio.core.env.Task;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The Env of the object store itself: tells of every change of an object at the moment at which it
/// happens, before anybody else may go on, and lets whoever is told read without anybody noticing.
final class Watch implements Env {
  private static final String PUT = "putted ";
  private static final String DELETED = "deleted ";

  private final Env env;
  private Consumer<String> changed = _ -> {};
  private boolean quiet;

  Watch(Env env) {
    this.env = env;
  }

  /// Each change of the object under a key goes to `changed`.
  void tell(Consumer<String> changed) {
    this.changed = changed;
  }

  /// Reads without steps, so that nothing can happen in between.
  <T> T quietly(Supplier<T> read) {
    boolean before = quiet;
    quiet = true;
    try {
      return read.get();
    } finally {
      quiet = before;
    }
  }

  @Override
  public void step(String what) {
    if (quiet) {
      return;
    }
    if (what.startsWith(PUT)) {
      changed.accept(what.substring(PUT.length()));
    } else if (what.startsWith(DELETED)) {
      changed.accept(what.substring(DELETED.length()));
    }
    env.step(what);
  }

  @Override
  public long nowMillis() {
    return env.nowMillis();
  }

  @Override
  public long nanos() {
    return env.nanos();
  }

  @Override
  public RandomGenerator random() {
    return env.random();
  }

  @Override
  public void sleep(Duration duration) {
    env.sleep(duration);
  }

  @Override
  public <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work) {
    return env.fork(name, work);
  }

  @Override
  public <T extends @Nullable Object> Promise<T> promise() {
    return env.promise();
  }
}
