package dev.micelio.core.history;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.objects.Range;
import java.util.stream.LongStream;

/// All of a segment but its landings: which positions have a fingerprint, exactly, and where each
/// landing lies.
final class SegmentIndex implements Opened {
  private final SegmentHead head;
  private final long[] offsets = new long[SegmentHead.POSITIONS + 1];
  private final long[] seals = new long[SegmentHead.POSITIONS];

  /// In unsigned order; the i-th has the positions `starts[i]` … `starts[i + 1] - 1` of `pairs`,
  /// which count from the first of the segment.
  private final long[] fingerprints;

  private final int[] starts;
  private final short[] pairs;

  /// Reads what a stranger may have written behind a head: `contents` is the directory and the
  /// index.
  SegmentIndex(SegmentHead head, byte[] contents) {
    this.head = head;
    this.fingerprints = new long[head.fingerprints()];
    this.starts = new int[head.fingerprints() + 1];
    this.pairs = new short[head.pairs()];
    var reader = new ByteReader("the segment of position " + head.first(), contents);
    if (!Digest.of(contents).equals(head.contents())) {
      throw reader.corrupt("an index of another digest");
    }
    readDirectory(reader);
    readFingerprints(reader);
    readPairs(reader);
    reader.end();
  }

  private void readDirectory(ByteReader reader) {
    offsets[0] = head.landingsAt();
    for (int i = 0; i < SegmentHead.POSITIONS; i++) {
      long length = reader.u32();
      if (length > SegmentWriter.INLINE_BYTES_MAX) {
        throw reader.corrupt("a landing of " + length + " bytes");
      }
      offsets[i + 1] = offsets[i] + length;
      seals[i] = reader.u64();
    }
  }

  private void readFingerprints(ByteReader reader) {
    for (int i = 0; i < fingerprints.length; i++) {
      fingerprints[i] = reader.u64();
      if (i > 0 && Long.compareUnsigned(fingerprints[i - 1], fingerprints[i]) >= 0) {
        throw reader.corrupt("fingerprints that do not rise");
      }
    }
  }

  private void readPairs(ByteReader reader) {
    for (int i = 0; i < fingerprints.length; i++) {
      int count = reader.u8() << 8 | reader.u8();
      if (count == 0 || count > SegmentHead.POSITIONS) {
        throw reader.corrupt("a fingerprint at " + count + " positions");
      }
      starts[i + 1] = Math.addExact(starts[i], count);
    }
    if (starts[fingerprints.length] != pairs.length) {
      throw reader.corrupt("positions that do not add up");
    }
    for (int i = 0; i < fingerprints.length; i++) {
      int before = -1;
      for (int at = starts[i]; at < starts[i + 1]; at++) {
        int position = reader.u8() << 8 | reader.u8();
        if (position <= before || position >= SegmentHead.POSITIONS) {
          throw reader.corrupt("positions that do not rise, or not of this segment");
        }
        pairs[at] = (short) position;
        before = position;
      }
    }
  }

  @Override
  public Digest previous() {
    return head.previous();
  }

  @Override
  public Digest chain() {
    return head.chain();
  }

  /// Whether it can not say what its landings touch.
  boolean isOpen() {
    return head.open();
  }

  long[] fingerprints() {
    return fingerprints;
  }

  /// The positions behind `after`, up to `upTo`, whose landings may have this fingerprint, the
  /// newest first. None is missing.
  long[] positions(long fingerprint, long after, long upTo) {
    var all =
        head.open()
            ? LongStream.range(head.first(), head.first() + SegmentHead.POSITIONS)
            : of(fingerprint);
    long[] rising = all.filter(position -> position > after && position <= upTo).toArray();
    return LongStream.range(0, rising.length)
        .map(i -> rising[(int) (rising.length - 1 - i)])
        .toArray();
  }

  private LongStream of(long fingerprint) {
    int low = 0;
    int high = fingerprints.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(fingerprints[middle], fingerprint) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == fingerprints.length || fingerprints[low] != fingerprint) {
      return LongStream.empty();
    }
    int begin = starts[low];
    int count = starts[low + 1] - begin;
    return LongStream.range(0, count).map(i -> head.first() + pairs[begin + (int) i]);
  }

  /// Whether the segment holds the landing itself.
  boolean holds(long position) {
    int i = (int) (position - head.first());
    return offsets[i + 1] > offsets[i];
  }

  /// Where in the segment's object it does.
  Range range(long position) {
    int i = (int) (position - head.first());
    return new Range(offsets[i], offsets[i + 1] - offsets[i]);
  }

  /// The landing that these bytes are, of which the segment said where they lie.
  Landing landing(long position, byte[] bytes) {
    var reader = new ByteReader("the landing " + position + " in its segment", bytes);
    if (Seal.of(bytes, 0, bytes.length) != seals[(int) (position - head.first())]) {
      throw reader.corrupt("other bytes than its segment says");
    }
    var landing = LandingBytes.decode(position, bytes);
    if (landing.position() != position) {
      throw reader.corrupt("the position " + landing.position());
    }
    return landing;
  }
}
