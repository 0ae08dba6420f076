package dev.micelio.core.objects.fitness;

import dev.micelio.core.digest.Digest;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// Bodies that tell who wrote them and whether they are whole: mark, fill, digest of both.
final class Marked {
  static final int SIZE_BYTES_MIN = Long.BYTES + Digest.SIZE_BYTES;

  private Marked() {}

  static byte[] body(long mark, int size) {
    var bytes = ByteBuffer.allocate(Math.max(size, SIZE_BYTES_MIN));
    int filled = bytes.capacity() - Digest.SIZE_BYTES;
    bytes.putLong(mark);
    while (bytes.position() < filled) {
      bytes.put((byte) (mark + bytes.position()));
    }
    Digest.of(bytes.array(), 0, filled).write(bytes.array(), filled);
    return bytes.array();
  }

  /// Empty when the bytes are not a whole body.
  static OptionalLong mark(byte[] bytes) {
    if (bytes.length < SIZE_BYTES_MIN) {
      return OptionalLong.empty();
    }
    int filled = bytes.length - Digest.SIZE_BYTES;
    return Digest.of(bytes, 0, filled).equals(Digest.at(bytes, filled))
        ? OptionalLong.of(ByteBuffer.wrap(bytes).getLong())
        : OptionalLong.empty();
  }
}
