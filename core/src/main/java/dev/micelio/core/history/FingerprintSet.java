package dev.micelio.core.history;

import java.util.Arrays;

/// Fingerprints, each once, in unsigned order; at most `max` of them. One that is given more says
/// so and holds none: what is not whole must not be asked. For one thread.
final class FingerprintSet {
  private static final int FRESH_MIN = 1 << 10;
  private static final int FRESH_MAX = 1 << 20;

  private final int max;

  /// In the order of signed numbers, each with its highest bit turned, as are the fresh ones.
  private long[] settled = {};

  private long[] fresh = new long[FRESH_MIN];
  private int freshCount;
  private boolean tooMany;

  FingerprintSet(int max) {
    this.max = max;
  }

  void add(long fingerprint) {
    if (tooMany) {
      return;
    }
    if (freshCount == fresh.length) {
      settle();
    }
    fresh[freshCount++] = fingerprint ^ Long.MIN_VALUE;
  }

  void addAll(long[] fingerprints) {
    for (long fingerprint : fingerprints) {
      add(fingerprint);
    }
  }

  boolean tooMany() {
    return tooMany;
  }

  /// They are more than a set may hold, whatever they are.
  void giveUp() {
    tooMany = true;
    settled = new long[0];
    freshCount = 0;
  }

  /// All of them, in unsigned order.
  long[] sorted() {
    settle();
    long[] sorted = settled.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] ^= Long.MIN_VALUE;
    }
    return sorted;
  }

  private void settle() {
    Arrays.sort(fresh, 0, freshCount);
    settled = merged();
    freshCount = 0;
    if (settled.length > max) {
      giveUp();
    } else {
      // as many as there are already, so that all merges together cost a few times the whole
      fresh = new long[Math.clamp(settled.length, fresh.length, FRESH_MAX)];
    }
  }

  private long[] merged() {
    var merged = new long[settled.length + freshCount];
    int size = 0;
    int old = 0;
    int young = 0;
    while (old < settled.length || young < freshCount) {
      boolean takesOld =
          young == freshCount || (old < settled.length && settled[old] <= fresh[young]);
      long next = takesOld ? settled[old++] : fresh[young++];
      if (size == 0 || merged[size - 1] != next) {
        merged[size++] = next;
      }
    }
    return Arrays.copyOf(merged, size);
  }
}
