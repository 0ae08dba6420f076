package dev.micelio.checks.run;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.event.Listener;
import dev.micelio.checks.plan.PlannedCheck;
import java.util.concurrent.locks.ReentrantLock;

/// Passes events on, one at a time.
final class Events implements Listener {
  private final Listener listener;
  private final ReentrantLock one = new ReentrantLock();

  Events(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void on(Event event) {
    one.lock();
    try {
      listener.on(event);
    } finally {
      one.unlock();
    }
  }

  static Event.Id id(PlannedCheck check) {
    return new Event.Id(check.name(), check.system());
  }
}
