package dev.micelio.core.hlc;

import dev.micelio.core.env.Env;
import java.util.concurrent.atomic.AtomicReference;

/// One process's hybrid logical clock. A stamp that is refused leaves the clock as it was, so that
/// a wall clock that was wrong for a moment does no lasting harm.
public final class HlcClock {
  private final Env env;
  private final AtomicReference<Hlc> last = new AtomicReference<>(Hlc.ZERO);

  public HlcClock(Env env) {
    this.env = env;
  }

  /// A stamp greater than all that this clock has given or observed.
  public Hlc now(long referenceMillis) {
    long local = env.nowMillis();
    return last.updateAndGet(before -> Hlc.after(before, local).requireNear(referenceMillis));
  }

  /// A stamp for the arrival of a message: greater than the message's, too.
  public Hlc observe(Hlc received, long referenceMillis) {
    received.requireNear(referenceMillis);
    long local = env.nowMillis();
    return last.updateAndGet(before ->
        Hlc.after(received.compareTo(before) > 0 ? received : before, local)
            .requireNear(referenceMillis));
  }
}
