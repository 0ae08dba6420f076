package dev.micelio.core.testkit.fuzz;

import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.cbor.CborRefused;
import dev.micelio.core.cbor.CborScanner;
import dev.micelio.core.cbor.RandomCbor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Changes canonical CBOR by its heads and items: it goes as far into the bytes as they are
/// canonical, over a tag at their beginning, and into the byte strings that hold CBOR themselves,
/// as signed ones do. Every third change knows nothing of CBOR.
public final class CborMutator implements Mutator {
  private static final CborLimits LIMITS =
      new CborLimits(CborLimits.BYTES_MAX, CborLimits.BYTES_MAX, CborLimits.DEPTH_MAX);
  private static final int HEADS_MAX = 4096;
  private static final int ARRAYS_MAX = 2 * CborLimits.DEPTH_MAX;
  private static final int TAG_MIN = 0xc0;
  private static final int TAG_MAX = 0xd7;
  private static final int INFO_MASK = 0x1f;

  private static final long[] NUMBERS = {
    0,
    1,
    22,
    23,
    24,
    25,
    31,
    32,
    63,
    64,
    127,
    128,
    255,
    256,
    257,
    1000,
    65535,
    65536,
    262143,
    262144,
    262145,
    1L << 31,
    (1L << 31) - 1,
    1L << 32,
    (1L << 32) - 1,
    1L << 62,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -2
  };

  /// Where a head begins, where it ends, and where the item ends that it begins; for an array or
  /// map in a list of them all, the end of its head.
  private record Item(CborScanner.Type type, int start, int content, int end, long argument) {}

  private final Mutator plain = new ByteMutator();

  @Override
  public byte[] mutate(byte[] input, byte[] other, Random random) {
    var items = items(input);
    return items.isEmpty() || random.nextInt(3) == 0
        ? plain.mutate(input, other, random)
        : mutate(input, any(items, input, random), other, random);
  }

  private byte[] mutate(byte[] input, Item item, byte[] other, Random random) {
    int major = (input[item.start] & 0xff) >> 5;
    return switch (random.nextInt(14)) {
      case 0 ->
          replaced(
              input,
              item.start,
              item.content,
              head(major, NUMBERS[random.nextInt(NUMBERS.length)]));
      case 1 -> replaced(input, item.start, item.content, longer(input, item, random));
      case 2 ->
          replaced(
              input,
              item.start,
              item.content,
              new byte[] {(byte) (major << 5 | 28 + random.nextInt(4))});
      case 3 ->
          replaced(
              input,
              item.start,
              item.content,
              head(major, number(input, item) + (random.nextBoolean() ? 1 : -1)));
      case 4 ->
          replaced(
              input,
              item.start,
              item.start + 1,
              new byte[] {(byte) (random.nextInt(8) << 5 | (input[item.start] & INFO_MASK))});
      case 5 ->
          ByteMutator.with(input, item.start, new byte[] {(byte) (TAG_MIN + random.nextInt(24))});
      case 6 -> ByteMutator.with(input, item.start, arrays(random));
      case 7 -> ByteMutator.without(input, item.start, item.end - item.start);
      case 8 ->
          ByteMutator.with(
              input, item.end, ByteMutator.slice(input, item.start, item.end - item.start));
      case 9 -> replaced(input, item.start, item.end, RandomCbor.small(random.nextLong()).encode());
      case 10 ->
          replaced(input, item.start, item.end, new byte[] {(byte) (0xe0 + random.nextInt(32))});
      case 11 -> swapped(input, item, random);
      case 12 -> inside(input, item, other, random);
      default -> itemOf(input, item, other, random);
    };
  }

  /// One array, or many in each other.
  private static byte[] arrays(Random random) {
    byte[] heads = new byte[1 + (random.nextInt(4) == 0 ? random.nextInt(ARRAYS_MAX) : 0)];
    Arrays.fill(heads, (byte) 0x81);
    return heads;
  }

  private static byte[] replaced(byte[] input, int start, int end, byte[] by) {
    return ByteMutator.with(ByteMutator.without(input, start, end - start), start, by);
  }

  /// The argument of a head as it stands in the bytes.
  private static long number(byte[] input, Item item) {
    return item.type == CborScanner.Type.BOOL
        ? input[item.start] & INFO_MASK
        : item.argument < 0 ? ~item.argument : item.argument;
  }

  private static byte[] head(int major, long argument) {
    int info = info(argument);
    return info < 24 ? new byte[] {(byte) (major << 5 | info)} : head(major, info, argument);
  }

  private static int info(long argument) {
    if (argument >= 0 && argument < 24) {
      return (int) argument;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(argument);
    return bits <= 8 ? 24 : bits <= 16 ? 25 : bits <= 32 ? 26 : 27;
  }

  private static byte[] head(int major, int info, long argument) {
    int size = 1 << (info - 24);
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(argument).array();
    byte[] head = new byte[1 + size];
    head[0] = (byte) (major << 5 | info);
    System.arraycopy(number, Long.BYTES - size, head, 1, size);
    return head;
  }

  /// The same number in more bytes than it needs.
  private static byte[] longer(byte[] input, Item item, Random random) {
    long number = number(input, item);
    int info = Math.max(23, info(number));
    return head(
        (input[item.start] & 0xff) >> 5, Math.min(27, info + 1 + random.nextInt(4)), number);
  }

  /// A map with two of its entries in the wrong order, or with one of them twice.
  private byte[] swapped(byte[] input, Item map, Random random) {
    if (map.type != CborScanner.Type.MAP || map.argument < 2) {
      return plain.mutate(input, input, random);
    }
    int skipped = random.nextInt((int) Math.min(map.argument - 1, 64));
    int first = after(input, map.content, 2 * skipped);
    int second = after(input, first, 2);
    int end = after(input, second, 2);
    byte[] one = ByteMutator.slice(input, first, second - first);
    byte[] other = ByteMutator.slice(input, second, end - second);
    return replaced(
        input,
        first,
        end,
        random.nextBoolean()
            ? ByteMutator.with(other, other.length, one)
            : ByteMutator.with(one, one.length, one));
  }

  private static int after(byte[] input, int start, int items) {
    int at = start;
    for (int i = 0; i < items; i++) {
      at = end(input, at);
    }
    return at;
  }

  /// A byte string whose content is changed, and whose length is right again.
  private byte[] inside(byte[] input, Item item, byte[] other, Random random) {
    if (item.type != CborScanner.Type.BYTES || item.argument == 0) {
      return plain.mutate(input, other, random);
    }
    byte[] content =
        mutate(ByteMutator.slice(input, item.content, item.end - item.content), other, random);
    return replaced(
        input, item.start, item.end, ByteMutator.with(content, 0, head(2, content.length)));
  }

  /// An item of another input in the place of this one.
  private byte[] itemOf(byte[] input, Item item, byte[] other, Random random) {
    var items = items(other);
    if (items.isEmpty()) {
      return plain.mutate(input, other, random);
    }
    var from = any(items, other, random);
    return replaced(
        input, item.start, item.end, ByteMutator.slice(other, from.start, from.end - from.start));
  }

  /// All items, those within others too, up to the first that is not canonical.
  private static List<Item> items(byte[] input) {
    var items = new ArrayList<Item>();
    var scanner = new CborScanner(input, LIMITS);
    try {
      if (input.length > 0 && (input[0] & 0xff) >= TAG_MIN && (input[0] & 0xff) <= TAG_MAX) {
        scanner.skip(1);
      }
      while (scanner.position() < input.length && items.size() < HEADS_MAX) {
        int start = scanner.position();
        var type = scanner.peek();
        long argument = scanner.head();
        int content = scanner.position();
        if (type == CborScanner.Type.BYTES || type == CborScanner.Type.TEXT) {
          scanner.skip((int) argument);
        }
        items.add(new Item(type, start, content, scanner.position(), argument));
      }
    } catch (CborRefused _) {
      // what stands before is enough
    }
    return items;
  }

  /// One of them, with the end of all that it holds.
  private static Item any(List<Item> items, byte[] input, Random random) {
    var item = items.get(random.nextInt(items.size()));
    return item.type == CborScanner.Type.ARRAY || item.type == CborScanner.Type.MAP
        ? new Item(item.type, item.start, item.content, end(input, item.start), item.argument)
        : item;
  }

  /// Where the item ends that begins here; the end of its head, or of the bytes, if it is none.
  private static int end(byte[] input, int start) {
    var scanner = new CborScanner(input, LIMITS);
    scanner.skip(start);
    try {
      scanner.item();
    } catch (CborRefused _) {
      return Math.min(input.length, Math.max(scanner.position(), start));
    }
    return scanner.position();
  }
}
