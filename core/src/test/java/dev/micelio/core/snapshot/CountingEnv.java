package dev.micelio.core.snapshot;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.env.Promise;
import dev.micelio.core.env.Task;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The machine, with count of the tasks that nobody has waited for yet. For one thread.
final class CountingEnv implements Env {
  private final MachineEnv machine = new MachineEnv();
  private int forked;
  private int now;
  private int most;

  int forked() {
    return forked;
  }

  int mostAtOnce() {
    return most;
  }

  @Override
  public <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work) {
    forked++;
    now++;
    most = Math.max(most, now);
    var task = machine.fork(name, work);
    return new Task<>() {
      @Override
      public T await() {
        now--;
        return task.await();
      }

      @Override
      public boolean isDone() {
        return task.isDone();
      }
    };
  }

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
  public <T extends @Nullable Object> Promise<T> promise() {
    return machine.promise();
  }
}
