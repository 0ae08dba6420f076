package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;

/// Where a large blob is cut: a function of its content, so that what did not change is not stored
/// again.
final class Chunker {
  /// How many bytes before a place decide whether it is a cut: a 64-bit sum, shifted by one with
  /// each byte, has forgotten all others.
  private static final int WINDOW = 64;

  private static final int BITS_BEFORE_TARGET = 20;
  private static final int BITS_FROM_TARGET = 16;
  private static final long[] GEAR = gear();

  private Chunker() {}

  private static long[] gear() {
    var gear = new long[256];
    for (int i = 0; i < gear.length; i++) {
      gear[i] = Digest.of(new byte[] {(byte) i}).first();
    }
    return gear;
  }

  static long gear(int value) {
    return GEAR[value];
  }

  /// The length of the chunk that begins at `from`. `to` is the end of the blob, or at least
  /// [BlobFormat#CHUNK_SIZE_MAX] further on.
  static int cut(byte[] bytes, int from, int to) {
    int end = Math.min(to - from, BlobFormat.CHUNK_SIZE_MAX);
    if (end <= BlobFormat.CHUNK_SIZE_MIN) {
      return end;
    }
    long sum = 0;
    int at = from + BlobFormat.CHUNK_SIZE_MIN - WINDOW;
    while (at < from + BlobFormat.CHUNK_SIZE_MIN) {
      sum = (sum << 1) + GEAR[bytes[at++] & 0xff];
    }
    int target = from + Math.min(end, BlobFormat.CHUNK_SIZE_TARGET);
    while (at < target) {
      if (sum >>> (Long.SIZE - BITS_BEFORE_TARGET) == 0) {
        return at - from;
      }
      sum = (sum << 1) + GEAR[bytes[at++] & 0xff];
    }
    while (at < from + end) {
      if (sum >>> (Long.SIZE - BITS_FROM_TARGET) == 0) {
        return at - from;
      }
      sum = (sum << 1) + GEAR[bytes[at++] & 0xff];
    }
    return end;
  }
}
