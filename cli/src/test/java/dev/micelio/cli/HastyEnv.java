package dev.micelio.cli;

import dev.micelio.core.env.ForwardingEnv;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The machine, with a clock that goes on by 300 ms whenever somebody looks at it.
final class HastyEnv extends ForwardingEnv {
  private static final long LOOK_NANOS = 300_000_000;

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
  public void sleep(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
