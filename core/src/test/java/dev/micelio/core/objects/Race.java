package dev.micelio.core.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Threads that begin at the same moment. They are the system's own, because virtual ones that
/// compute would not let each other, or an object store's, come to their turn.
public final class Race {
  private Race() {}

  /// What each racer answered, in their order; what one threw is thrown.
  public static <T> List<T> run(int racers, IntFunction<T> racer) throws Exception {
    var start = new CyclicBarrier(racers);
    var entries = new ArrayList<Callable<T>>();
    for (int i = 0; i < racers; i++) {
      int number = i;
      entries.add(() -> {
        start.await();
        return racer.apply(number);
      });
    }
    try (var threads = Executors.newFixedThreadPool(racers)) {
      var answers = new ArrayList<T>();
      for (Future<T> future : threads.invokeAll(entries)) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
