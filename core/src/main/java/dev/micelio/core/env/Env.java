package dev.micelio.core.env;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Clock, chance, sleep and threads. [MachineEnv] is the machine's; a seeded one makes a run
/// repeatable.
public interface Env {

  /// Wall clock, milliseconds since 1970. It may jump in either direction.
  long nowMillis();

  /// A clock that only goes forward, for durations.
  long nanos();

  /// Chance: unpredictable on a machine, decided by the seed in a simulation. Safe for many
  /// threads.
  RandomGenerator random();

  void sleep(Duration duration);

  /// Says that a call on something outside (an object store, the network) begins or ends here. On a
  /// machine it does nothing; a simulation may switch to another thread here, or kill this one.
  void step(String what);

  /// Starts `work` in a thread of its own.
  <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work);

  /// A value that some thread gives later and others wait for.
  <T extends @Nullable Object> Promise<T> promise();

  /// Does `work` for every item, at most `limit` at once, and answers in the order of the items.
  /// After a failure no item is begun; when all threads have ended, the first worker's failure is
  /// thrown.
  default <I, O> List<O> all(String name, List<I> items, int limit, Function<I, O> work) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1, not " + limit);
    }
    var answers = new ArrayList<@Nullable O>(Collections.nCopies(items.size(), null));
    var next = new AtomicInteger();
    var workers = new ArrayList<Task<@Nullable Void>>();
    for (int i = 0; i < Math.min(limit, items.size()); i++) {
      workers.add(
          fork(
              name + "-" + i,
              () -> {
                for (int at = next.getAndIncrement();
                    at < items.size();
                    at = next.getAndIncrement()) {
                  try {
                    answers.set(at, work.apply(items.get(at)));
                  } catch (Throwable e) {
                    next.set(items.size());
                    throw e;
                  }
                }
                return null;
              }));
    }
    var failures = new ArrayList<Throwable>();
    for (var worker : workers) {
      try {
        worker.await();
      } catch (RuntimeException | Error e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      switch (failures.getFirst()) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new IllegalStateException(failures.getFirst());
      }
    }
    @SuppressWarnings({"NullAway", "unchecked"}) // no worker failed, so every place is filled
    List<O> filled = (List<O>) answers;
    return filled;
  }
}
