package dev.micelio.core.snapshot;

import dev.micelio.core.env.ForwardingEnv;
import dev.micelio.core.env.Task;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The machine, with count of the tasks that nobody has waited for yet. For one thread.
final class CountingEnv extends ForwardingEnv {
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
    var task = super.fork(name, work);
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
}
