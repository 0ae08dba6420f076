package dev.micelio.core.cbor;

/// Walks the heads of items and makes nothing of them: what is announced fits into what is there,
/// and only types of the closed subset occur. So whatever reads the bytes afterwards can not be
/// made to take more than they are worth. That they are canonical is not looked at here.
final class CborOutline {
  private static final int INFO_MASK = 0x1f;
  private static final int INFO_ONE_BYTE = 24;
  private static final int INFO_EIGHT_BYTES = 27;

  /// What refuses the bytes, with where.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String fault, int position) {
      super(fault + " at byte " + position);
    }
  }

  private final byte[] bytes;
  private final CborLimits limits;

  /// How many items are still to come, for each depth.
  private final long[] left;

  private int depth;
  private int position;

  private CborOutline(byte[] bytes, CborLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
    this.left = new long[limits.depthMax() + 1];
  }

  static void check(byte[] bytes, CborLimits limits) throws Refused {
    if (bytes.length > limits.bytesMax()) {
      throw new Refused(
          bytes.length + " bytes where at most " + limits.bytesMax() + " are allowed", 0);
    }
    new CborOutline(bytes, limits).check();
  }

  private void check() throws Refused {
    left[0] = 1;
    while (depth >= 0) {
      if (left[depth] == 0) {
        depth--;
      } else {
        left[depth]--;
        item();
      }
    }
    if (position != bytes.length) {
      throw refused(bytes.length - position + " bytes too many");
    }
  }

  private void item() throws Refused {
    int head = u8();
    int type = head >> 5;
    if (type == CborEncoder.UNSIGNED || type == CborEncoder.NEGATIVE) {
      long argument = argument(head);
      if (argument < 0 || (type == CborEncoder.NEGATIVE && argument == Long.MAX_VALUE)) {
        throw refused("an integer beyond 2^63 - 1");
      }
    } else if (type == CborEncoder.BYTES || type == CborEncoder.TEXT) {
      skip(argument(head));
    } else if (type == CborEncoder.ARRAY || type == CborEncoder.MAP) {
      enter(argument(head), type == CborEncoder.MAP ? 2 : 1);
    } else if (head != CborEncoder.FALSE && head != CborEncoder.TRUE) {
      throw refused("an item of another type (0x%02x)".formatted(head));
    }
  }

  private void skip(long length) throws Refused {
    if (length < 0 || length > limits.itemBytesMax()) {
      throw refused(
          "an item of %s bytes where at most %d are allowed"
              .formatted(Long.toUnsignedString(length), limits.itemBytesMax()));
    }
    need(length, "an item of " + length + " bytes");
    position += (int) length;
  }

  /// Each item that is announced takes a byte at least.
  private void enter(long count, int itemsEach) throws Refused {
    if (count < 0 || count > (bytes.length - position) / itemsEach) {
      throw refused(
          "a count of %s with %d bytes left"
              .formatted(Long.toUnsignedString(count), bytes.length - position));
    }
    if (depth == limits.depthMax()) {
      throw refused("more than " + limits.depthMax() + " levels of arrays and maps");
    }
    left[++depth] = count * itemsEach;
  }

  /// The number behind a head, unsigned.
  private long argument(int head) throws Refused {
    int info = head & INFO_MASK;
    if (info < INFO_ONE_BYTE) {
      return info;
    }
    if (info > INFO_EIGHT_BYTES) {
      throw refused("an indefinite or reserved length (0x%02x)".formatted(head));
    }
    long argument = 0;
    for (int i = 0; i < 1 << (info - INFO_ONE_BYTE); i++) {
      argument = argument << 8 | u8();
    }
    return argument;
  }

  private int u8() throws Refused {
    need(1, "an item");
    return bytes[position++] & 0xff;
  }

  private void need(long length, String of) throws Refused {
    if (length > bytes.length - position) {
      throw refused("only " + (bytes.length - position) + " bytes left for " + of);
    }
  }

  private Refused refused(String fault) {
    return new Refused(fault, position);
  }
}
