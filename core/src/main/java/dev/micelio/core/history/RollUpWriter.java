package dev.micelio.core.history;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes a roll-up of the segments that it covers. The same segments give the same bytes, whoever
/// writes them. For one thread.
final class RollUpWriter {
  private final Span span;
  private final Digest chain;
  private final Map<Level, FingerprintSet> sets = new LinkedHashMap<>();
  private final Map<Level, Digest> previous = new LinkedHashMap<>();
  private Span next;

  RollUpWriter(Span span, Digest chain) {
    this.span = span;
    this.chain = chain;
    this.next = Span.endingWith(Level.THOUSAND, span.last());
    for (var level : RollUpHead.levelsEndingWith(span)) {
      sets.put(level, new FingerprintSet(RollUpHead.FINGERPRINTS_MAX));
    }
  }

  /// The segments that are needed, the newest first.
  List<Span> segments() {
    var widest = Span.endingWith(List.copyOf(sets.keySet()).getLast(), span.last());
    var segments = new ArrayList<Span>();
    for (long last = span.last(); last > widest.first(); last -= Level.THOUSAND.positions()) {
      segments.add(Span.endingWith(Level.THOUSAND, last));
    }
    return segments;
  }

  /// The next of [#segments].
  void add(Span segment, SegmentIndex index) {
    if (!segment.equals(next)) {
      throw new IllegalArgumentException(segment + " is not the next one, " + next + " is");
    }
    sets.forEach((level, set) -> {
      var part = Span.endingWith(level, span.last());
      if (segment.first() < part.first()) {
        return;
      }
      if (index.isOpen()) {
        set.giveUp();
      }
      set.addAll(index.fingerprints());
      if (segment.first() == part.first()) {
        previous.put(level, index.previous());
      }
    });
    if (segment.first() > 1) {
      next = Span.endingWith(Level.THOUSAND, segment.first() - 1);
    }
  }

  byte[] finish() {
    var filters = new ArrayList<long[]>();
    var parts = new ArrayList<RollUpHead.Part>();
    sets.forEach((level, set) -> {
      long[] fingerprints = set.sorted();
      filters.add(fingerprints);
      parts.add(
          new RollUpHead.Part(
              Span.endingWith(level, span.last()),
              Objects.requireNonNull(previous.get(level), "a segment is lacking"),
              fingerprints.length,
              fingerprints.length == 0 ? 0 : Filter.pages(fingerprints.length)));
    });
    byte[] head = new RollUpHead(span.last(), chain, parts).encode();
    int size = head.length + parts.stream().mapToInt(RollUpHead.Part::sizeBytes).sum();
    var writer = new ByteWriter(size).bytes(head);
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).pages() > 0) {
        writer.bytes(Filter.write(filters.get(i), RollUpHead.seal(head), i));
      }
    }
    return writer.toBytes();
  }
}
