package dev.micelio.cli;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.env.Promise;
import dev.micelio.core.env.Task;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The machine, with a clock that goes on by 300 ms whenever somebody looks at it.
final class HastyEnv implements Env {
  private static final long LOOK_NANOS = 300_000_000;

  private final MachineEnv machine = new MachineEnv();
  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long nanos() {
    return nanos.addAndGet(LOOK_NANOS);
  }

  @Override
  public long nowMillis() {
    return nanos() / 1_000_000;
  }

  @Override
  public RandomGenerator random() {
    return machine.random();
  }

  @Override
  public void sleep(Duration duration) {
    nanos.addAndGet(duration.toNanos());
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
