package dev.micelio.core.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Objects;

/// Reads fields from an array that a stranger may have written. For one thread.
public final class ByteReader {
  private final String what;
  private final byte[] bytes;

  /// Of the same bytes: unlike a VarHandle it is ready without the JVM building code for it first.
  private final ByteBuffer numbers;

  private final int begin;
  private final int end;
  private int position;

  /// `what` names the format in problems: "a tree node".
  public ByteReader(String what, byte[] bytes) {
    this(what, bytes, 0, bytes.length);
  }

  public ByteReader(String what, byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.what = what;
    this.bytes = bytes;
    this.numbers = ByteBuffer.wrap(bytes);
    this.begin = offset;
    this.end = offset + length;
    this.position = offset;
  }

  /// How many bytes were read.
  public int position() {
    return position - begin;
  }

  public int remaining() {
    return end - position;
  }

  public int u8() {
    need(1, "a byte");
    return bytes[position++] & 0xff;
  }

  /// An unsigned 32-bit number, big-endian.
  public long u32() {
    need(Integer.BYTES, "a 32-bit number");
    long value = Integer.toUnsignedLong(numbers.getInt(position));
    position += Integer.BYTES;
    return value;
  }

  /// 64 bits, big-endian. What they mean (a count, a filter) is the caller's.
  public long u64() {
    need(Long.BYTES, "a 64-bit number");
    long value = numbers.getLong(position);
    position += Long.BYTES;
    return value;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if (b == 0 && shift > 0) {
          throw corrupt("a number that is not in its shortest form");
        }
        return value;
      }
    }
    throw corrupt("a number above 2^63 - 1");
  }

  /// A varint that counts or measures something of which there are at most `max`.
  public int count(String of, int max) {
    long count = varint();
    if (count > max) {
      throw corrupt(count + " " + of + " where at most " + max + " are allowed");
    }
    return (int) count;
  }

  public byte[] bytes(int length) {
    needCounted(length, "bytes");
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /// Reads `length` bytes to a place in an array that has room for them.
  public void into(byte[] target, int offset, int length) {
    needCounted(length, "bytes");
    System.arraycopy(bytes, position, target, offset, length);
    position += length;
  }

  public Digest digest() {
    need(Digest.SIZE_BYTES, "a digest");
    position += Digest.SIZE_BYTES;
    return Digest.at(bytes, position - Digest.SIZE_BYTES);
  }

  /// A varint length, then so many bytes of UTF-8.
  public String text(int sizeMax) {
    int length = count("bytes of text", sizeMax);
    needCounted(length, "bytes of text");
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length)).toString();
      position += length;
      return text;
    } catch (CharacterCodingException e) {
      throw corrupt("text that is not UTF-8");
    }
  }

  /// The fixed bytes that a format begins with, in ASCII.
  public void magic(String expected) {
    need(expected.length(), "the magic " + expected);
    for (int i = 0; i < expected.length(); i++) {
      if (bytes[position + i] != expected.charAt(i)) {
        throw corrupt("other bytes than the magic " + expected);
      }
    }
    position += expected.length();
  }

  /// Nothing may follow.
  public void end() {
    if (remaining() != 0) {
      throw corrupt(remaining() + " bytes too many");
    }
  }

  /// The problem to throw when what was just read can not be right: "a tree node has `found` at
  /// byte 17".
  public Problem corrupt(String found) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "bytes.malformed",
        what + " has " + found + " at byte " + position(),
        "fetch it again; if that does not help, its source is damaged or hostile");
  }

  private void need(int length, String of) {
    if (length < 0 || length > remaining()) {
      throw corrupt("only " + remaining() + " bytes left for " + of);
    }
  }

  /// So many of them, which is put into words for a problem alone.
  private void needCounted(int length, String units) {
    if (length < 0 || length > remaining()) {
      need(length, length + " " + units);
    }
  }
}
