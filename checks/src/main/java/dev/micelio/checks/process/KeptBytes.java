package dev.micelio.checks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// The first and the last bytes of many. Holds no more of them than it keeps.
final class KeptBytes {
  private final int headMax;
  private final int tailMax;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();

  /// A ring: the oldest of it is at `count % tailMax` once it is full.
  private byte[] tail = {};

  /// How many bytes came behind the head.
  private long count;

  KeptBytes(int headMax, int tailMax) {
    this.headMax = headMax;
    this.tailMax = tailMax;
  }

  void write(byte[] bytes, int offset, int length) {
    int toHead = Math.min(length, headMax - head.size());
    head.write(bytes, offset, toHead);
    int rest = length - toHead;
    int skipped = Math.max(0, rest - tailMax);
    count += skipped;
    for (int at = offset + toHead + skipped, end = offset + length; at < end; ) {
      int place = (int) (count % tailMax);
      int part = Math.min(end - at, tailMax - place);
      grow(place + part);
      System.arraycopy(bytes, at, tail, place, part);
      at += part;
      count += part;
    }
  }

  private void grow(int size) {
    if (tail.length < size) {
      tail = Arrays.copyOf(tail, (int) Math.min(tailMax, Math.max(size, 2L * tail.length)));
    }
  }

  /// All of them, or the first and the last with a line between that says how many are missing.
  byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.toByteArray());
    long missing = count - tailMax;
    if (missing > 0) {
      all.writeBytes(
          "\n[%d bytes of the log are left out here]\n".formatted(missing).getBytes(UTF_8));
      int oldest = (int) (count % tailMax);
      all.write(tail, oldest, tailMax - oldest);
      all.write(tail, 0, oldest);
    } else {
      all.write(tail, 0, (int) count);
    }
    return all.toByteArray();
  }
}
