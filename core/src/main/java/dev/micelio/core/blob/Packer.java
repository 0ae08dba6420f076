package dev.micelio.core.blob;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// From raw bytes to the stored form of a whole blob, with buffers and a compressor that are used
/// again. For one thread at a time.
final class Packer implements AutoCloseable {
  /// Measured in docs/benchmarks.md. Zstandard itself stores what does not compress in raw blocks
  /// and finds that out faster than a digest is made, so no sampling comes before it.
  private static final int LEVEL = 3;

  /// Reads into an array go through a buffer outside the heap, which the JDK keeps.
  private static final int READ_SIZE = 128 << 10;

  /// One more than a whole blob may have: then it is known to be larger.
  static final int RAW_SIZE_MAX = BlobFormat.WHOLE_SIZE_MAX + 1;

  private final ZstdCompressCtx compressor =
      new ZstdCompressCtx().setLevel(LEVEL).setContentSize(true).setChecksum(false);
  private byte[] raw = new byte[0];
  private byte[] packed = new byte[0];
  private int size;

  /// How many raw bytes it holds.
  int size() {
    return size;
  }

  byte[] raw() {
    return raw;
  }

  Blob blob() {
    return new Blob(Digest.of(raw, 0, size), size);
  }

  void copy(byte[] bytes, int offset, int length) {
    if (raw.length < length) {
      raw = new byte[roundUp(length)];
    }
    System.arraycopy(bytes, offset, raw, 0, length);
    size = length;
  }

  /// Reads until the end, or until there is more than one whole blob. True at the end.
  boolean fill(InputStream in, long sizeExpected) throws IOException {
    size = 0;
    int first = Math.clamp(sizeExpected + 1, READ_SIZE, RAW_SIZE_MAX);
    if (raw.length < first) {
      raw = new byte[roundUp(first)];
    }
    while (size < RAW_SIZE_MAX) {
      if (size == raw.length) {
        raw = Arrays.copyOf(raw, roundUp(size + 1));
      }
      int count = in.read(raw, size, Math.min(READ_SIZE, raw.length - size));
      if (count < 0) {
        return true;
      }
      size += count;
    }
    return false;
  }

  /// Drops the first `used` bytes and reads on until the buffer is full. True at the end.
  boolean refill(InputStream in, int used) throws IOException {
    System.arraycopy(raw, used, raw, 0, size - used);
    size -= used;
    while (size < raw.length) {
      int count = in.read(raw, size, Math.min(READ_SIZE, raw.length - size));
      if (count < 0) {
        return true;
      }
      size += count;
    }
    return false;
  }

  private static int roundUp(int length) {
    return Math.min(RAW_SIZE_MAX, Math.max(READ_SIZE, Integer.highestOneBit(length - 1) << 1));
  }

  /// The stored form of what it holds. The body is good until something else is packed.
  Body pack() {
    int bound = BlobFormat.HEADER_SIZE + (int) Zstd.compressBound(size);
    if (packed.length < bound) {
      packed = new byte[bound];
    }
    int at = BlobFormat.HEADER_SIZE;
    ByteBuffer.wrap(packed).putInt(BlobFormat.WHOLE_MAGIC).putInt(size);
    int length = compressor.compressByteArray(packed, at, packed.length - at, raw, 0, size);
    return part(packed, at + length);
  }

  @Override
  public void close() {
    compressor.close();
  }

  private static Body part(byte[] bytes, int length) {
    return new Body() {
      @Override
      public long size() {
        return length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes, 0, length);
      }
    };
  }
}
