package dev.micelio.core.objects.fitness;

import java.util.Arrays;
import java.util.List;

/// How long one call took, of `calls` calls one after the other.
public record Latency(int calls, long medianNanos, long p99Nanos) {

  static Latency of(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return new Latency(sorted.length, at(sorted, 0.50), at(sorted, 0.99));
  }

  private static long at(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
