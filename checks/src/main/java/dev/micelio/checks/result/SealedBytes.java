package dev.micelio.checks.result;

import dev.micelio.core.digest.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A file that says by itself whether it is whole: magic, version 1, SHA-256 of the rest, the rest.
final class SealedBytes {
  static final int HEADER_BYTES = 4 + 1 + Digest.SIZE_BYTES;
  private static final byte VERSION = 1;

  private SealedBytes() {}

  static byte[] seal(int magic, byte[] content) {
    return ByteBuffer.allocate(HEADER_BYTES + content.length)
        .putInt(magic)
        .put(VERSION)
        .put(Digest.of(content).bytes())
        .put(content)
        .array();
  }

  /// The content; nothing when the file is torn, changed, or another one.
  static Optional<byte[]> open(int magic, byte[] file) {
    if (file.length < HEADER_BYTES) {
      return Optional.empty();
    }
    var header = ByteBuffer.wrap(file);
    if (header.getInt() != magic || header.get() != VERSION) {
      return Optional.empty();
    }
    var found = Digest.of(file, HEADER_BYTES, file.length - HEADER_BYTES);
    return found.equals(Digest.at(file, header.position()))
        ? Optional.of(Arrays.copyOfRange(file, HEADER_BYTES, file.length))
        : Optional.empty();
  }
}
