package dev.micelio.core.blob;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.micelio.core.digest.Digest;
import java.nio.ByteBuffer;

/// From the stored form of a whole blob to its raw bytes. Whatever the input, it gives the content
/// that the digest names or a problem, and never makes more than the size it was told.
final class Unpacker {
  private static final int FRAME_MAGIC = 0x28b52ffd;
  private static final int DICTIONARY_FLAGS = 0x03;

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

  /// One frame, no dictionary, nothing behind it, and its own size not another one.
  private static void checkFrame(Digest digest, byte[] stored, int size) {
    int at = BlobFormat.HEADER_SIZE;
    int length = stored.length - at;
    if (length < 5 || ByteBuffer.wrap(stored).getInt(at) != FRAME_MAGIC) {
      throw Faults.malformed(digest, "no zstd frame follows its header");
    }
    if ((stored[at + 4] & DICTIONARY_FLAGS) != 0) {
      throw Faults.malformed(digest, "its zstd frame names a dictionary");
    }
    long frame = Zstd.findFrameCompressedSize(stored, at, length);
    if (frame != length) {
      throw Faults.malformed(digest, "its " + length + " bytes are not one zstd frame");
    }
    long content = Zstd.getFrameContentSize(stored, at, length);
    if (content >= 0 && content != size) {
      throw Faults.malformed(digest, "it says " + size + " bytes and its zstd frame " + content);
    }
  }

  private static byte[] decompress(Digest digest, byte[] stored, int size) {
    try {
      checkFrame(digest, stored, size);
      var raw = new byte[size];
      int at = BlobFormat.HEADER_SIZE;
      long came = Zstd.decompressByteArray(raw, 0, size, stored, at, stored.length - at);
      if (came != size) {
        throw Faults.malformed(digest, "it says " + size + " bytes, and " + came + " came out");
      }
      return raw;
    } catch (ZstdException e) {
      throw Faults.malformed(digest, "its zstd frame: " + e.getMessage());
    }
  }
}
