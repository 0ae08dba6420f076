package dev.micelio.core.id;

import dev.micelio.core.env.Env;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that rise: each is greater than those made here before, also while the clock stands still or
/// jumps back, and when more than 4096 are made in a millisecond: then they run ahead of the clock.
public final class Ids {
  private final Env env;
  private final AtomicLong last = new AtomicLong();

  public Ids(Env env) {
    this.env = env;
  }

  public Id next() {
    long now = Id.stamp(env.nowMillis());
    return Id.of(last.updateAndGet(before -> Math.max(now, before + 1)), env.random().nextLong());
  }
}
