package dev.micelio.core.objects;

import dev.micelio.core.env.ForwardingEnv;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that moves only when somebody sleeps, or is put somewhere; the machine's threads and
/// chance.
public final class ManualEnv extends ForwardingEnv {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong beginMillis = new AtomicLong(1_800_000_000_000L);
  private final Queue<Duration> sleeps = new ConcurrentLinkedQueue<>();

  public List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  public void goTo(long millis) {
    beginMillis.set(millis - nanos() / 1_000_000);
  }

  @Override
  public long nowMillis() {
    return beginMillis.get() + nanos() / 1_000_000;
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void sleep(Duration duration) {
    sleeps.add(duration);
    nanos.addAndGet(duration.toNanos());
  }
}
