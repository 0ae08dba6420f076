package dev.micelio.core.bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes fields into an array that grows. The other half of [ByteReader]. For one thread.
public final class ByteWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  public ByteWriter(int sizeExpected) {
    bytes = new byte[Math.max(16, sizeExpected)];
  }

  public int size() {
    return size;
  }

  public ByteWriter u8(int value) {
    if (value < 0 || value > 0xff) {
      throw new IllegalArgumentException("not a byte: " + value);
    }
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  public ByteWriter u32(long value) {
    if (value < 0 || value > 0xffff_ffffL) {
      throw new IllegalArgumentException("not an unsigned 32-bit number: " + value);
    }
    room(Integer.BYTES);
    INT.set(bytes, size, (int) value);
    size += Integer.BYTES;
    return this;
  }

  public ByteWriter u64(long value) {
    room(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
    return this;
  }

  public ByteWriter varint(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a varint is never negative: " + value);
    }
    room(9);
    long left = value;
    while (left >= 0x80) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
    return this;
  }

  public ByteWriter bytes(byte[] from) {
    return bytes(from, 0, from.length);
  }

  public ByteWriter bytes(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
    return this;
  }

  public ByteWriter digest(Digest digest) {
    room(Digest.SIZE_BYTES);
    digest.write(bytes, size);
    size += Digest.SIZE_BYTES;
    return this;
  }

  public ByteWriter text(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("not Unicode text");
    }
    byte[] utf8 = text.getBytes(UTF_8);
    return varint(utf8.length).bytes(utf8);
  }

  public ByteWriter magic(String magic) {
    return bytes(magic.getBytes(US_ASCII));
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int length) {
    if (bytes.length - size < length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(Math.addExact(size, length), (int) Math.min(2L * size, 1 << 30)));
    }
  }
}
