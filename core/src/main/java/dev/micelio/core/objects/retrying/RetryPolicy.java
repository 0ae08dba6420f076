package dev.micelio.core.objects.retrying;

import java.time.Duration;

/// How often and how long to try. The n-th pause is chance between nothing and `pauseFirst` doubled
/// n times, at most `pauseMax`: callers that failed together do not come back together. No attempt
/// begins later than `totalMax` after the first; one that runs is not cut short.
public record RetryPolicy(
    int attemptsMax, Duration totalMax, Duration pauseFirst, Duration pauseMax) {
  public static final RetryPolicy USUAL =
      new RetryPolicy(8, Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofSeconds(5));

  public RetryPolicy {
    if (attemptsMax < 1) {
      throw new IllegalArgumentException("there is at least one attempt, not " + attemptsMax);
    }
    if (totalMax.isNegative() || pauseFirst.isNegative() || pauseMax.isNegative()) {
      throw new IllegalArgumentException("no time is negative");
    }
  }

  /// The bound of the pause after this many failed attempts.
  long pauseNanosMax(int failed) {
    long doubled = pauseFirst.toNanos();
    for (int i = 1; i < failed && doubled < pauseMax.toNanos(); i++) {
      doubled *= 2;
    }
    return Math.min(doubled, pauseMax.toNanos());
  }
}
