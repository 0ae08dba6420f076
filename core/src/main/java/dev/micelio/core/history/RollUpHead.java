package dev.micelio.core.history;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.List;

/// What a roll-up begins with, as docs/formats/bloom.md gives it: its filters, which all end with
/// the same position. The second one of a level 2 roll-up speaks about a hundred thousand.
record RollUpHead(long last, Digest chain, List<Part> parts) {
  static final String MAGIC = "MICF";
  static final int VERSION = 1;
  static final int PARTS_MAX = 2;
  private static final int PART_BYTES = 8 + 32 + 4 + 4;
  static final int SIZE_BYTES = 4 + 1 + 1 + 1 + 8 + 32 + PARTS_MAX * PART_BYTES + Seal.SIZE_BYTES;

  /// A filter of more would need more memory to build than a forge should have to have: it says
  /// "maybe" to everything instead.
  static final int FINGERPRINTS_MAX = 1 << 24;

  /// One filter. Without pages it says "maybe" to everything.
  record Part(Span span, Digest previous, int fingerprints, int pages) {
    int sizeBytes() {
      return pages * Filter.PAGE_BYTES;
    }
  }

  RollUpHead {
    parts = List.copyOf(parts);
  }

  /// Where the pages of a part begin.
  int pagesAt(int part) {
    return SIZE_BYTES + parts.subList(0, part).stream().mapToInt(Part::sizeBytes).sum();
  }

  private static int levelByte(Level level) {
    return level == Level.MILLION ? 3 : 2;
  }

  byte[] encode() {
    var writer = new ByteWriter(SIZE_BYTES);
    writer.magic(MAGIC).u8(VERSION).u8(levelByte(parts.getFirst().span().level()));
    writer.u8(parts.size()).u64(last).digest(chain);
    for (int i = 0; i < PARTS_MAX; i++) {
      if (i < parts.size()) {
        var part = parts.get(i);
        writer.u64(part.span().first()).digest(part.previous());
        writer.u32(part.fingerprints()).u32(part.pages());
      } else {
        writer.bytes(new byte[PART_BYTES]);
      }
    }
    byte[] sealed = writer.toBytes();
    return writer.u64(Seal.of(sealed, 0, sealed.length)).toBytes();
  }

  /// The seal at the end of an encoded head, which its pages carry on.
  static long seal(byte[] encoded) {
    return Seal.of(encoded, 0, SIZE_BYTES - Seal.SIZE_BYTES);
  }

  /// Reads what a stranger may have written at the beginning of `bytes`, under the key of `span`.
  static RollUpHead decode(Span span, byte[] bytes) {
    var reader = new ByteReader("the roll-up " + span.key(), bytes);
    reader.magic(MAGIC);
    int version = reader.u8();
    if (version != VERSION) {
      throw reader.corrupt("the unknown version " + version);
    }
    int level = reader.u8();
    int count = reader.u8();
    long last = reader.u64();
    var chain = reader.digest();
    var levels = levelsEndingWith(span);
    if (level != levelByte(span.level()) || last != span.last() || count != levels.size()) {
      throw reader.corrupt("other positions than its key says");
    }
    var parts = new ArrayList<Part>();
    for (var expected : levels) {
      parts.add(part(reader, Span.endingWith(expected, last)));
    }
    for (byte rest : reader.bytes((PARTS_MAX - count) * PART_BYTES)) {
      if (rest != 0) {
        throw reader.corrupt("a filter that it does not have");
      }
    }
    if (reader.u64() != seal(bytes)) {
      throw reader.corrupt("a head that is damaged");
    }
    return new RollUpHead(last, chain, parts);
  }

  private static Part part(ByteReader reader, Span span) {
    long first = reader.u64();
    var previous = reader.digest();
    long fingerprints = reader.u32();
    long pages = reader.u32();
    if (first != span.first()) {
      throw reader.corrupt("other positions than its key says");
    }
    if (fingerprints > FINGERPRINTS_MAX
        || pages != (fingerprints == 0 ? 0 : Filter.pages((int) fingerprints))) {
      throw reader.corrupt(pages + " pages for " + fingerprints + " fingerprints");
    }
    return new Part(span, previous, (int) fingerprints, (int) pages);
  }

  /// Which filters the object of this span has: that of a hundred thousand lies with that of their
  /// last ten thousand.
  static List<Level> levelsEndingWith(Span span) {
    if (span.level() == Level.MILLION) {
      return List.of(Level.MILLION);
    }
    return Level.HUNDRED_THOUSAND.ends(span.last())
        ? List.of(Level.TEN_THOUSAND, Level.HUNDRED_THOUSAND)
        : List.of(Level.TEN_THOUSAND);
  }
}
