package dev.micelio.core.objects.measured;

import java.time.Duration;
import java.util.Arrays;

/// How often which duration was seen, in buckets a sixteenth wide. A value: it never changes.
public final class Latencies {
  private static final int FINE_BITS = 4;
  private static final int FINE = 1 << FINE_BITS;
  private static final int EXPONENT_MAX = 42;

  static final int BUCKETS = (EXPONENT_MAX - FINE_BITS + 2) * FINE;

  /// Durations above two hours count as this one.
  public static final Duration MAX = Duration.ofNanos(upperNanos(BUCKETS - 1));

  private final long[] counts;

  /// The array is not copied.
  Latencies(long[] counts) {
    this.counts = counts;
  }

  /// Below sixteen nanoseconds each has a bucket; above, each power of two has sixteen.
  static int bucket(long nanos) {
    long within = Math.clamp(nanos, 0, MAX.toNanos());
    if (within < FINE) {
      return (int) within;
    }
    int shift = Long.SIZE - 1 - FINE_BITS - Long.numberOfLeadingZeros(within);
    return (shift + 1) * FINE + (int) (within >>> shift) - FINE;
  }

  static long upperNanos(int bucket) {
    if (bucket < FINE) {
      return bucket;
    }
    int shift = bucket / FINE - 1;
    return ((long) (FINE + bucket % FINE + 1) << shift) - 1;
  }

  public long count() {
    return Arrays.stream(counts).sum();
  }

  /// The duration that a part of `share` (above 0, up to 1) did not exceed; zero when nothing was
  /// measured.
  public Duration quantile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a quantile is above 0 and up to 1, not " + share);
    }
    long rank = (long) Math.ceil(share * count());
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (counts[bucket] > 0 && seen >= rank) {
        return Duration.ofNanos(upperNanos(bucket));
      }
    }
    return Duration.ZERO;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Latencies that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "%d: p50 %s p99 %s max %s"
        .formatted(count(), quantile(0.5), quantile(0.99), quantile(1));
  }
}
