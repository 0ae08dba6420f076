package dev.micelio.core.history;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;

/// What a segment begins with, as docs/formats/segment.md gives it. `open`: its fingerprints are
/// not all there, so it can not say that a landing does not have one. `contents` is the digest of
/// directory and index.
record SegmentHead(
    long first,
    Digest previous,
    Digest chain,
    boolean open,
    int fingerprints,
    int pairs,
    Digest contents) {
  static final String MAGIC = "MICG";
  static final int VERSION = 1;
  static final int SIZE_BYTES = 4 + 1 + 1 + 8 + 4 + 32 + 32 + 4 + 4 + 32 + Seal.SIZE_BYTES;
  static final int POSITIONS = 1000;

  /// Of each position: how long its landing is, and the seal of the landing's bytes.
  static final int DIRECTORY_BYTES = POSITIONS * (4 + Seal.SIZE_BYTES);

  /// Fingerprints with a position each; a segment that would have more is open.
  static final int PAIRS_MAX = 1 << 22;

  private static final int OPEN = 1;

  int indexBytes() {
    return fingerprints * (8 + 2) + pairs * 2;
  }

  int contentsBytes() {
    return DIRECTORY_BYTES + indexBytes();
  }

  /// Where the landings begin.
  long landingsAt() {
    return (long) SIZE_BYTES + contentsBytes();
  }

  byte[] encode() {
    var writer = new ByteWriter(SIZE_BYTES);
    writer.magic(MAGIC).u8(VERSION).u8(open ? OPEN : 0).u64(first).u32(POSITIONS);
    writer.digest(previous).digest(chain).u32(fingerprints).u32(pairs).digest(contents);
    byte[] sealed = writer.toBytes();
    return writer.u64(Seal.of(sealed, 0, sealed.length)).toBytes();
  }

  /// Reads what a stranger may have written at the beginning of `bytes`.
  static SegmentHead decode(long expectedFirst, byte[] bytes) {
    var reader = new ByteReader("the segment of position " + expectedFirst, bytes);
    reader.magic(MAGIC);
    int version = reader.u8();
    if (version != VERSION) {
      throw reader.corrupt("the unknown version " + version);
    }
    int flags = reader.u8();
    long first = reader.u64();
    long positions = reader.u32();
    if (flags > OPEN || first != expectedFirst || positions != POSITIONS) {
      throw reader.corrupt("other positions than its key says, or unknown flags");
    }
    var previous = reader.digest();
    var chain = reader.digest();
    long fingerprints = reader.u32();
    long pairs = reader.u32();
    var contents = reader.digest();
    int sealed = reader.position();
    if (reader.u64() != Seal.of(bytes, 0, sealed)) {
      throw reader.corrupt("a head that is damaged");
    }
    if (pairs > PAIRS_MAX || fingerprints > pairs || (flags == OPEN) != (pairs == 0)) {
      throw reader.corrupt(fingerprints + " fingerprints at " + pairs + " positions");
    }
    return new SegmentHead(
        first, previous, chain, flags == OPEN, (int) fingerprints, (int) pairs, contents);
  }
}
