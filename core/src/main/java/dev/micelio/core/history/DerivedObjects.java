package dev.micelio.core.history;

import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import java.util.Optional;

/// Reads segments and roll-ups. One that is missing, damaged or can not be read is empty: whoever
/// asks goes down a level, at last to the log.
final class DerivedObjects {
  /// What is read of an object whose size is not known yet: all but the landings of an ordinary
  /// segment, or all of an ordinary filter of ten thousand positions.
  private static final int FIRST_READ_BYTES = 256 << 10;

  private final ObjectStore project;

  DerivedObjects(ObjectStore project) {
    this.project = project;
  }

  Optional<? extends Opened> open(Span span) {
    return span.level() == Level.THOUSAND ? segment(span) : filter(span);
  }

  Optional<SegmentIndex> segment(Span span) {
    return maybe(() -> {
      var read = read(span.key(), new Range(0, FIRST_READ_BYTES));
      if (read.isEmpty()) {
        return Optional.empty();
      }
      byte[] beginning = read.get();
      var head = SegmentHead.decode(span.first(), beginning);
      int end = Math.toIntExact(head.landingsAt());
      if (end <= beginning.length) {
        byte[] contents = Arrays.copyOfRange(beginning, SegmentHead.SIZE_BYTES, end);
        return Optional.of(new SegmentIndex(head, contents));
      }
      var contents = new Range(SegmentHead.SIZE_BYTES, head.contentsBytes());
      return read(span.key(), contents).map(bytes -> new SegmentIndex(head, bytes));
    });
  }

  /// A filter of ten thousand comes with its pages. Of a larger one the head comes alone.
  Optional<OpenFilter> filter(Span span) {
    int size = span.level() == Level.TEN_THOUSAND ? FIRST_READ_BYTES : RollUpHead.SIZE_BYTES;
    return maybe(
        () -> read(span.key(), new Range(0, size)).map(bytes -> new OpenFilter(span, bytes)));
  }

  /// The bytes of a range, or fewer where the object ends within it; empty without the object.
  Optional<byte[]> bytes(Key key, Range range) {
    return maybe(() -> read(key, range));
  }

  private Optional<byte[]> read(Key key, Range range) {
    try (var fetch = project.get(key, range)) {
      return switch (fetch) {
        case Fetch.Absent() -> Optional.empty();
        case Fetch.Found found -> Optional.of(found.bytes(Math.toIntExact(range.length())));
      };
    }
  }

  interface Read<T> {
    Optional<T> now();
  }

  /// Only what a slower way answers just as well is turned into "empty"; a bug or an interruption
  /// goes up.
  static <T> Optional<T> maybe(Read<T> read) {
    try {
      return read.now();
    } catch (Problem e) {
      return switch (e.kind()) {
        case UNAVAILABLE, CORRUPT, DENIED, INVALID -> Optional.empty();
        case BUG, INTERRUPTED -> throw e;
      };
    }
  }
}
