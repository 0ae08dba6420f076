package dev.micelio.core.landing;

import java.time.Duration;

/// How long an offer waits to be decided, how long to wait before an object store that did not
/// answer is asked again (more each time, up to `backOffMax`), and how long what landed is gathered
/// before it is cared for.
public record Patience(Duration decision, Duration backOff, Duration backOffMax, Duration care) {
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ofSeconds(2),
          Duration.ofMillis(200));

  public Patience {
    if (decision.isNegative() || backOff.isNegative() || care.isNegative()) {
      throw new IllegalArgumentException("nobody waits for less than nothing");
    }
    if (backOffMax.compareTo(backOff) < 0) {
      throw new IllegalArgumentException("waiting gets longer, not shorter");
    }
  }

  /// How long to wait before the `attempt`-th repetition, counted from 0.
  Duration before(int attempt) {
    var wait = backOff.multipliedBy(1L << Math.min(attempt, 16));
    return wait.compareTo(backOffMax) > 0 ? backOffMax : wait;
  }
}
