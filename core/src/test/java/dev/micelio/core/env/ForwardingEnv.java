package dev.micelio.core.env;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The machine, so that a test's Env has to say only what is different about it.
public abstract class ForwardingEnv implements Env {
  private final MachineEnv machine = new MachineEnv();

  @Override
  public long nowMillis() {
    return machine.nowMillis();
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
  public void step(String what) {
    machine.step(what);
  }

  @Override
  public <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work) {
    return machine.fork(name, work);
  }

  @Override
  public <T extends @Nullable Object> Promise<T> promise() {
    return machine.promise();
  }
}
