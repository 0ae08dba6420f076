package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.frame.Frame;
import dev.micelio.core.frame.MalformedFrame;
import java.nio.ByteBuffer;

/// From the stored form of a whole blob to its raw bytes. Whatever the input, it gives the content
/// that the digest names or a problem, and never makes more than the size it was told.
final class Unpacker {
  private Unpacker() {}

  /// The raw bytes of `digest`, of which there are at most `sizeMax`.
  static byte[] unpack(Digest digest, byte[] stored, int sizeMax) {
    int size = size(digest, stored, sizeMax);
    byte[] raw = decompress(digest, stored, size);
    var found = Digest.of(raw);
    if (!found.equals(digest)) {
      throw Faults.otherContent(digest, found);
    }
    return raw;
  }

  private static int size(Digest digest, byte[] stored, int sizeMax) {
    if (stored.length <= BlobFormat.HEADER_SIZE || stored.length > BlobFormat.STORED_SIZE_MAX) {
      throw Faults.malformed(digest, "it has " + stored.length + " bytes");
    }
    var header = ByteBuffer.wrap(stored);
    if (header.getInt() != BlobFormat.WHOLE_MAGIC) {
      throw Faults.malformed(digest, "it does not begin with MICB");
    }
    long size = Integer.toUnsignedLong(header.getInt());
    if (size > sizeMax) {
      throw Faults.malformed(digest, "it says " + size + " bytes where " + sizeMax + " may be");
    }
    return (int) size;
  }

  private static byte[] decompress(Digest digest, byte[] stored, int size) {
    try {
      return Frame.unpack(stored, BlobFormat.HEADER_SIZE, size);
    } catch (MalformedFrame e) {
      throw Faults.malformed(digest, e.getMessage());
    }
  }
}
