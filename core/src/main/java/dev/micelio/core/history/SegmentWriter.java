package dev.micelio.core.history;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.landing.Landing;
import java.util.Arrays;

/// Makes a segment of the landings of a thousand positions. The same landings and chain give the
/// same bytes, whoever writes them. For one thread.
final class SegmentWriter {
  /// A landing whose bytes are more stays in the log alone, so that a segment is never large.
  static final int INLINE_BYTES_MAX = 64 << 10;

  private static final int SIZE_EXPECTED = 1 << 20;

  private final long first;
  private final Digest previous;
  private final Digest chain;
  private final int pairsMax;
  private final ByteWriter directory = new ByteWriter(SegmentHead.DIRECTORY_BYTES);
  private final ByteWriter landings = new ByteWriter(SIZE_EXPECTED);
  private final long[][] fingerprints = new long[SegmentHead.POSITIONS][];
  private int added;
  private int pairs;
  private boolean open;

  SegmentWriter(long first, Digest previous, Digest chain) {
    this(first, previous, chain, SegmentHead.PAIRS_MAX);
  }

  /// With a bound of its own for the fingerprints of all landings together.
  SegmentWriter(long first, Digest previous, Digest chain, int pairsMax) {
    this.pairsMax = pairsMax;
    this.first = first;
    this.previous = previous;
    this.chain = chain;
  }

  /// The next landing.
  void add(Landing landing) {
    if (added == SegmentHead.POSITIONS || landing.position() != first + added) {
      throw new IllegalArgumentException(
          "landing " + landing.position() + " is not the next of the segment at " + first);
    }
    byte[] bytes = LandingBytes.encode(landing);
    if (bytes.length > INLINE_BYTES_MAX) {
      directory.u32(0).u64(0);
    } else {
      directory.u32(bytes.length).u64(Seal.of(bytes, 0, bytes.length));
      landings.bytes(bytes);
    }
    index(landing);
    added++;
  }

  private void index(Landing landing) {
    fingerprints[added] = new long[0];
    if (open) {
      return;
    }
    var set = new FingerprintSet(pairsMax - pairs);
    Fingerprints.add(landing, set);
    fingerprints[added] = set.sorted();
    pairs += fingerprints[added].length;
    if (set.tooMany()) {
      open = true;
      pairs = 0;
      Arrays.fill(fingerprints, new long[0]);
    }
  }

  byte[] finish() {
    if (added != SegmentHead.POSITIONS) {
      throw new IllegalStateException("a segment of " + added + " landings");
    }
    var set = new FingerprintSet(pairsMax);
    for (long[] some : fingerprints) {
      set.addAll(some);
    }
    long[] distinct = set.sorted();
    byte[] contents = directory.bytes(index(distinct)).toBytes();
    var head =
        new SegmentHead(first, previous, chain, open, distinct.length, pairs, Digest.of(contents));
    return new ByteWriter(SegmentHead.SIZE_BYTES + contents.length + landings.size())
        .bytes(head.encode())
        .bytes(contents)
        .bytes(landings.toBytes())
        .toBytes();
  }

  private byte[] index(long[] distinct) {
    var counts = new int[distinct.length];
    for (long[] some : fingerprints) {
      forEachPlace(distinct, some, place -> counts[place]++);
    }
    var ends = new int[distinct.length];
    var writer = new ByteWriter(distinct.length * 10 + pairs * 2);
    int sum = 0;
    for (int i = 0; i < distinct.length; i++) {
      writer.u64(distinct[i]);
      ends[i] = sum;
      sum += counts[i];
    }
    for (int count : counts) {
      u16(writer, count);
    }
    var positions = new int[pairs];
    for (int i = 0; i < SegmentHead.POSITIONS; i++) {
      int position = i;
      forEachPlace(distinct, fingerprints[i], place -> positions[ends[place]++] = position);
    }
    for (int position : positions) {
      u16(writer, position);
    }
    return writer.toBytes();
  }

  private interface Place {
    void at(int place);
  }

  /// Where in `distinct` each of `some` stands; both are in order.
  private static void forEachPlace(long[] distinct, long[] some, Place each) {
    int from = 0;
    for (long fingerprint : some) {
      int low = from;
      int high = distinct.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Long.compareUnsigned(distinct[middle], fingerprint) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      each.at(low);
      from = low + 1;
    }
  }

  private static void u16(ByteWriter writer, int value) {
    writer.u8(value >>> 8).u8(value & 0xff);
  }
}
