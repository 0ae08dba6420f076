package dev.micelio.core.frame;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes to one Zstandard frame and back.
public final class Frame {
  /// How many times as large its content may be.
  public static final int GROWTH_MAX = 1000;

  private static final int LEVEL = 3;

  /// A block has four bytes at least.
  private static final int SMALL_BLOCK_BYTES = 2048;

  private static final int MAGIC = 0x28b52ffd;
  private static final int DICTIONARY_FLAGS = 0x03;

  private Frame() {}

  public static byte[] pack(byte[] raw) {
    byte[] packed = Zstd.compress(raw, LEVEL);
    return raw.length > (long) GROWTH_MAX * packed.length ? inSmallBlocks(raw) : packed;
  }

  private static byte[] inSmallBlocks(byte[] raw) {
    var packed = new ByteArrayOutputStream();
    try (var out = new ZstdOutputStreamNoFinalizer(packed, LEVEL)) {
      for (int at = 0; at < raw.length; at += SMALL_BLOCK_BYTES) {
        out.write(raw, at, Math.min(SMALL_BLOCK_BYTES, raw.length - at));
        out.flush();
      }
    } catch (IOException e) {
      throw new IllegalStateException("an array takes all that is written", e);
    }
    return packed.toByteArray();
  }

  /// The `size` bytes that are in a frame: one, without a dictionary and with nothing behind it.
  public static byte[] unpack(byte[] packed, int size) throws MalformedFrame {
    return unpack(packed, 0, size);
  }

  /// As [#unpack(byte\[\], int)], of the frame that begins at `at`.
  public static byte[] unpack(byte[] packed, int at, int size) throws MalformedFrame {
    try {
      int length = check(packed, at, size);
      var raw = new byte[size];
      long came = Zstd.decompressByteArray(raw, 0, size, packed, at, length);
      if (came != size) {
        throw new MalformedFrame("it says %d bytes, and %d came out".formatted(size, came));
      }
      return raw;
    } catch (ZstdException e) {
      throw new MalformedFrame("its zstd frame: " + e.getMessage());
    }
  }

  private static int check(byte[] packed, int at, int size) throws MalformedFrame {
    int length = packed.length - at;
    if (length < 5 || ByteBuffer.wrap(packed).getInt(at) != MAGIC) {
      throw new MalformedFrame("it has no zstd frame");
    }
    if ((packed[at + 4] & DICTIONARY_FLAGS) != 0) {
      throw new MalformedFrame("its zstd frame names a dictionary");
    }
    if (Zstd.findFrameCompressedSize(packed, at, length) != length) {
      throw new MalformedFrame("its %d bytes are not one zstd frame".formatted(length));
    }
    long content = Zstd.getFrameContentSize(packed, at, length);
    if (content >= 0 && content != size) {
      throw new MalformedFrame("it says %d bytes and its zstd frame %d".formatted(size, content));
    }
    return length;
  }
}
