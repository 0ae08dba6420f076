package dev.micelio.core.cbor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// Walks canonical items and makes nothing of them. It decides each rule of the format by itself,
/// and refuses with the first one that is broken, reading from the left; among those that one head
/// breaks, the order is the one of docs/formats/cbor.md. What it takes is bounded by the depth, and
/// never by what the bytes announce.
///
/// One position moves from the first byte to the last, by heads or by whole items. The arrays and
/// maps that are open are kept, so that the depth and the order of keys hold either way. For one
/// thread. After a refusal there is nothing more to ask.
public final class CborScanner {
  private static final Type[] TYPES = Type.values();
  private static final int INFO_MASK = 0x1f;
  private static final int INFO_ONE_BYTE = 24;
  private static final int INFO_TWO_BYTES = 25;
  private static final int INFO_EIGHT_BYTES = 27;
  private static final int INFO_INDEFINITE = 31;
  private static final int TAG = 6;
  private static final int SIMPLE_OR_FLOAT = 7;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  /// What an item is, by its head. The first six stand in the order of their major types.
  public enum Type {
    UNSIGNED,
    NEGATIVE,
    BYTES,
    TEXT,
    ARRAY,
    MAP,
    BOOL
  }

  private final byte[] bytes;
  private final int itemBytesMax;
  private final int depthMax;

  /// How many items are still to come, keys and values both, for each depth. Depth 0 is outside.
  private final long[] left;

  /// Where the key before this one begins and ends, for each depth: no map when the end is
  /// negative, none yet when it is 0.
  private final int[] keyStart;

  private final int[] keyEnd;

  private int depth;
  private int position;

  /// The limits of one item and of the depth hold. The one of the whole is for whoever has the
  /// bytes already.
  public CborScanner(byte[] bytes, CborLimits limits) {
    this.bytes = bytes;
    this.itemBytesMax = limits.itemBytesMax();
    this.depthMax = limits.depthMax();
    this.left = new long[depthMax + 1];
    this.keyStart = new int[depthMax + 1];
    this.keyEnd = new int[depthMax + 1];
    this.keyEnd[0] = -1;
  }

  public int position() {
    return position;
  }

  /// The type of the item that begins here, by its first byte alone; the position stays. Refused is
  /// what no such type has: a tag, a number with a fraction, null.
  public Type peek() throws CborRefused {
    return type(first());
  }

  /// Reads one head: the length of bytes or text, the count of an array or map (its entries, not
  /// its items), the value of an integer, 1 for true and 0 for false. The content of bytes or text
  /// follows, all of it there and, if it is text, UTF-8: it is for [#skip].
  public long head() throws CborRefused {
    int first = first();
    return head(first, type(first));
  }

  private long head(int first, Type type) throws CborRefused {
    int start = position;
    boolean key = keyEnd[depth] >= 0 && (left[depth] & 1) == 0;
    if (key && type != Type.TEXT && type != Type.UNSIGNED && type != Type.NEGATIVE) {
      throw refused(CborFault.KEY, start, "a key that is neither an integer nor text", first);
    }
    position++;
    if (type == Type.BOOL) {
      itemEnds();
      return first == CborEncoder.TRUE ? 1 : 0;
    }
    long argument = argument(start, first);
    switch (type) {
      case UNSIGNED, NEGATIVE -> {
        boolean negative = type == Type.NEGATIVE;
        if (argument < 0 || (negative && argument == Long.MAX_VALUE)) {
          throw new CborRefused(CborFault.RANGE, start, "an integer beyond 2^63 - 1");
        }
        argument = negative ? ~argument : argument;
      }
      case BYTES, TEXT -> length(start, argument, type);
      default -> {
        enter(start, argument, type);
        return argument;
      }
    }
    if (key) {
      key(start, type == Type.TEXT ? position + (int) argument : position);
    }
    itemEnds();
    return argument;
  }

  /// Goes over the content that follows a head, or a part of it.
  public void skip(int length) {
    Objects.checkFromIndexSize(position, length, bytes.length);
    position += length;
  }

  /// Goes over one whole item.
  public void item() throws CborRefused {
    int outside = depth;
    do {
      int first = first();
      Type type = type(first);
      long argument = head(first, type);
      if (type == Type.BYTES || type == Type.TEXT) {
        position += (int) argument;
      }
    } while (depth > outside);
  }

  /// Nothing follows, and nothing is open.
  public void end() throws CborRefused {
    if (position != bytes.length) {
      throw new CborRefused(
          CborFault.TRAILING, position, bytes.length - position + " bytes too many");
    }
    if (depth > 0) {
      throw new CborRefused(CborFault.TRUNCATED, position, "an array or map that is cut off");
    }
  }

  private int first() throws CborRefused {
    if (position == bytes.length) {
      throw new CborRefused(CborFault.TRUNCATED, position, "no bytes left for an item");
    }
    return bytes[position] & 0xff;
  }

  private Type type(int first) throws CborRefused {
    if (first < TAG << 5) {
      return TYPES[first >> 5];
    }
    if (first == CborEncoder.FALSE || first == CborEncoder.TRUE) {
      return Type.BOOL;
    }
    int info = first & INFO_MASK;
    if (info > INFO_EIGHT_BYTES) {
      throw withoutLength(position, first);
    }
    if (first < SIMPLE_OR_FLOAT << 5) {
      throw refused(CborFault.TAG, position, "a tag", first);
    }
    throw info >= INFO_TWO_BYTES
        ? refused(CborFault.FLOAT, position, "a floating-point number", first)
        : refused(CborFault.SIMPLE, position, "null or another simple value", first);
  }

  /// The number behind a head, unsigned.
  private long argument(int start, int first) throws CborRefused {
    int info = first & INFO_MASK;
    if (info < INFO_ONE_BYTE) {
      return info;
    }
    if (info > INFO_EIGHT_BYTES) {
      throw withoutLength(start, first);
    }
    int size = 1 << (info - INFO_ONE_BYTE);
    if (size > bytes.length - position) {
      throw refused(CborFault.TRUNCATED, start, "a head that is cut off", first);
    }
    long argument = 0;
    for (int i = 0; i < size; i++) {
      argument = argument << 8 | (bytes[position++] & 0xff);
    }
    // half of its bytes would do; the smallest are those that fit into the first byte
    boolean shorter =
        size == 1 ? argument < INFO_ONE_BYTE : argument >>> (size * Byte.SIZE / 2) == 0;
    if (shorter) {
      throw refused(CborFault.NOT_SHORTEST, start, "a head in more bytes than it needs", first);
    }
    return argument;
  }

  private void length(int start, long length, Type type) throws CborRefused {
    if (length < 0 || length > itemBytesMax) {
      throw new CborRefused(
          CborFault.LENGTH,
          start,
          "an item of %s bytes where at most %d are allowed"
              .formatted(Long.toUnsignedString(length), itemBytesMax));
    }
    if (length > bytes.length - position) {
      throw new CborRefused(
          CborFault.TRUNCATED,
          start,
          "only %d bytes left for an item of %d bytes".formatted(bytes.length - position, length));
    }
    if (type == Type.TEXT) {
      utf8(position, position + (int) length);
    }
  }

  /// Each item that is announced takes a byte at least.
  private void enter(int start, long count, Type type) throws CborRefused {
    int itemsEach = type == Type.MAP ? 2 : 1;
    if (count < 0 || count > itemBytesMax) {
      throw new CborRefused(
          CborFault.LENGTH,
          start,
          "a count of %s where at most %d are allowed"
              .formatted(Long.toUnsignedString(count), itemBytesMax));
    }
    if (depth == depthMax) {
      throw new CborRefused(
          CborFault.DEPTH, start, "more than " + depthMax + " levels of arrays and maps");
    }
    if (count * itemsEach > bytes.length - position) {
      throw new CborRefused(
          CborFault.TRUNCATED,
          start,
          "a count of %d with %d bytes left".formatted(count, bytes.length - position));
    }
    if (count == 0) {
      itemEnds();
      return;
    }
    depth++;
    left[depth] = count * itemsEach;
    keyEnd[depth] = type == Type.MAP ? 0 : -1;
  }

  /// An item has ended, and with it all that it was the last one of.
  private void itemEnds() {
    while (depth > 0 && --left[depth] == 0) {
      depth--;
    }
  }

  /// Heads are the shortest here, so the bytes of two keys have the order of the keys.
  private void key(int start, int end) throws CborRefused {
    int order =
        keyEnd[depth] == 0
            ? -1
            : Arrays.compareUnsigned(bytes, keyStart[depth], keyEnd[depth], bytes, start, end);
    if (order == 0) {
      throw new CborRefused(CborFault.DUP_KEY, start, "a key that is there twice");
    }
    if (order > 0) {
      throw new CborRefused(CborFault.UNSORTED, start, "a key that belongs before the last one");
    }
    keyStart[depth] = start;
    keyEnd[depth] = end;
  }

  private void utf8(int from, int to) throws CborRefused {
    int at = from;
    while (at < to) {
      if (to - at >= Long.BYTES && ((long) LONG.get(bytes, at) & NOT_ASCII) == 0) {
        at += Long.BYTES;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        at += sequence(at, to);
      }
    }
  }

  /// How many bytes the letter has that begins here: two to four (RFC 3629).
  private int sequence(int at, int to) throws CborRefused {
    int first = bytes[at] & 0xff;
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first >= 0xc2 && first <= 0xf4 && size <= to - at) {
      int second = bytes[at + 1] & 0xff;
      // what would be overlong, a surrogate or beyond U+10FFFF, its second byte says
      int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
      int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      if (second >= low
          && second <= high
          && (size < 3 || (bytes[at + 2] & 0xc0) == 0x80)
          && (size < 4 || (bytes[at + 3] & 0xc0) == 0x80)) {
        return size;
      }
    }
    throw refused(CborFault.UTF8, at, "a text that is not UTF-8", first);
  }

  private static CborRefused withoutLength(int start, int first) {
    return (first & INFO_MASK) == INFO_INDEFINITE
        ? refused(CborFault.INDEFINITE, start, "an indefinite length", first)
        : refused(CborFault.RESERVED, start, "a head without a meaning", first);
  }

  private static CborRefused refused(CborFault fault, int position, String what, int first) {
    return new CborRefused(fault, position, what + " (0x%02x)".formatted(first));
  }
}
