package dev.micelio.core.history;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.landing.Commit;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Landings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the bytes of a derived object must be, made from the log and, for roll-ups, from the
/// segments below where those can be believed.
final class DerivedBytes {
  private static final int AT_ONCE_MAX = 10;
  private static final int BATCH_MIN = 10;
  private static final int BATCH_MAX = 200;

  /// When a batch of landings had more changes, fewer landings are read next, for the memory's
  /// sake.
  private static final int CHANGES_MANY = 20_000;

  private final Env env;
  private final DerivedObjects derived;
  private final Landings log;
  private final ChainHashes chains;

  DerivedBytes(Env env, DerivedObjects derived, Landings log, ChainHashes chains) {
    this.env = env;
    this.derived = derived;
    this.log = log;
    this.chains = chains;
  }

  byte[] of(Span span) {
    return span.level() == Level.THOUSAND ? segment(span) : rollUp(span);
  }

  private byte[] segment(Span span) {
    var previous = span.first() == 1 ? Commit.NONE : chains.at(span.first() - 1);
    var writer = new SegmentWriter(span.first(), previous, chains.at(span.last()));
    int batch = BATCH_MIN;
    for (long at = span.first(); at <= span.last(); ) {
      long last = Math.min(span.last(), at + batch - 1);
      var landings = log.read(at, last);
      landings.forEach(writer::add);
      at = last + 1;
      batch = changes(landings) > CHANGES_MANY ? BATCH_MIN : Math.min(2 * batch, BATCH_MAX);
    }
    return writer.finish();
  }

  private static long changes(List<Landing> landings) {
    return landings.stream().mapToLong(landing -> landing.changes().size()).sum();
  }

  private byte[] rollUp(Span span) {
    var chain = chains.at(span.last());
    var writer = new RollUpWriter(span, chain);
    var segments = writer.segments();
    var expected = chain;
    for (int at = 0; at < segments.size(); at += AT_ONCE_MAX) {
      var some = segments.subList(at, Math.min(segments.size(), at + AT_ONCE_MAX));
      var read = env.all("history-index", some, AT_ONCE_MAX, derived::segment);
      for (int i = 0; i < some.size(); i++) {
        var index = believed(some.get(i), read.get(i), expected);
        writer.add(some.get(i), index);
        expected = index.previous();
      }
    }
    return writer.finish();
  }

  private SegmentIndex believed(Span span, Optional<SegmentIndex> read, Digest chain) {
    return read.filter(index -> index.chain().equals(chain))
        .orElseGet(() -> indexOf(span, segment(span)));
  }

  private static SegmentIndex indexOf(Span span, byte[] segment) {
    var head = SegmentHead.decode(span.first(), segment);
    return new SegmentIndex(
        head,
        Arrays.copyOfRange(segment, SegmentHead.SIZE_BYTES, Math.toIntExact(head.landingsAt())));
  }
}
