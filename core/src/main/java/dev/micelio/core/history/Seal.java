package dev.micelio.core.history;

import dev.micelio.core.digest.Digest;

/// The first eight bytes of a SHA-256, kept beside the bytes they are of: they find damage, not
/// malice.
final class Seal {
  static final int SIZE_BYTES = Long.BYTES;

  private Seal() {}

  static long of(byte[] bytes, int offset, int length) {
    return Digest.of(bytes, offset, length).first();
  }
}
