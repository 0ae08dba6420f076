package dev.micelio.checks.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks work to stop. Any thread may cancel; what was registered is then run once, at once if it is
/// cancelled already.
public final class Cancellation {

  /// What is to be run; closed when there is nothing to stop any more.
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private final Set<Stop> stops = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  public boolean isCancelled() {
    return cancelled;
  }

  public void cancel() {
    cancelled = true;
    stops.forEach(Stop::run);
  }

  public Registration onCancel(Runnable work) {
    var stop = new Stop(work);
    stops.add(stop);
    if (cancelled) { // whoever cancelled may have gone through the others already
      stop.run();
    }
    return () -> stops.remove(stop);
  }

  private static final class Stop {
    private final Runnable work;
    private final AtomicBoolean ran = new AtomicBoolean();

    Stop(Runnable work) {
      this.work = work;
    }

    void run() {
      if (ran.compareAndSet(false, true)) {
        work.run();
      }
    }
  }
}
