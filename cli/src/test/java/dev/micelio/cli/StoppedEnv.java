package dev.micelio.cli;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.env.Promise;
import dev.micelio.core.env.Task;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The machine, with a wall clock that stands until it is set.
final class StoppedEnv implements Env {
  private final MachineEnv machine = new MachineEnv();
  private volatile long nowMillis;

  void set(long millis) {
    nowMillis = millis;
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public long nanos() {
    return machine.nanos();
  }

  @Override
  public RandomGenerator random() {
    return machine.random();
  }

  @Override
  public void sleep(Duration duration) {
    machine.sleep(duration);
  }

  @Override
  public void step(String what) {}

  @Override
  public <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work) {
    return machine.fork(name, work);
  }

  @Override
  public <T extends @Nullable Object> Promise<T> promise() {
    return machine.promise();
  }
}
