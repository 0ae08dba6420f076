package dev.micelio.sim.law;

import dev.micelio.core.hlc.Hlc;
import java.util.function.LongSupplier;

/// Each landing is later than the one before it, and none is more than a few minutes ahead of the
/// object store's clock.
final class TimeGoesForward implements Law {
  private static final long SLACK_MILLIS = 1_000;

  private final LongSupplier objectStoreMillis;

  TimeGoesForward(LongSupplier objectStoreMillis) {
    this.objectStoreMillis = objectStoreMillis;
  }

  @Override
  public String name() {
    return "time goes forward";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    if (seen instanceof Seen.Landed(var landing)) {
      var before = ledger.at(ledger.position());
      if (landing.at().compareTo(before) <= 0) {
        throw violated(
            "landing %d is at %s, the one before it at %s"
                .formatted(landing.position(), landing.at(), before));
      }
      long ahead = landing.at().millis() - objectStoreMillis.getAsLong();
      if (ahead > Hlc.AHEAD_MAX.toMillis() + SLACK_MILLIS) {
        throw violated(
            "landing %d is %d s ahead of the object store's clock"
                .formatted(landing.position(), ahead / 1000));
      }
    }
  }
}
