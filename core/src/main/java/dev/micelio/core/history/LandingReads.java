package dev.micelio.core.history;

import dev.micelio.core.env.Env;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Landings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Looks for answers in landings themselves: those that a segment names, or all of a range.
final class LandingReads {
  private static final int AT_ONCE_MAX = Descent.AT_ONCE_MAX;

  /// The first page of a scan; each next one is four times as long, as far as one may be.
  private static final int SCAN_MIN = 64;

  private final Env env;
  private final DerivedObjects derived;
  private final Landings log;

  LandingReads(Env env, DerivedObjects derived, Landings log) {
    this.env = env;
    this.derived = derived;
    this.log = log;
  }

  /// Shows the questions all landings behind `after`, up to `upTo`, from the log.
  void scan(long after, long upTo, List<Question> questions) {
    int size = SCAN_MIN;
    for (long last = upTo; last > after && anyOpen(questions); ) {
      long first = Math.max(after + 1, last - size + 1);
      for (var landing : log.read(first, last).reversed()) {
        questions.forEach(question -> question.look(landing));
      }
      last = first - 1;
      size = Math.min(4 * size, Landings.READ_MAX);
    }
  }

  private static boolean anyOpen(List<Question> questions) {
    return questions.stream().anyMatch(Question::isOpen);
  }

  /// Positions of a segment at which a question's answer may be, the newest first.
  private static final class Places {
    private final Question question;
    private final long[] positions;
    private int seen;

    Places(Question question, long[] positions) {
      this.question = question;
      this.positions = positions;
    }

    /// Those to look at next: as many as are lacking, as if each were one.
    LongStream next() {
      int count = Math.min(question.lacking(), positions.length - seen);
      return LongStream.of(positions).skip(seen).limit(Math.min(count, AT_ONCE_MAX));
    }

    void look(Map<Long, Landing> read) {
      for (long position : next().toArray()) {
        question.look(Objects.requireNonNull(read.get(position)));
        seen++;
      }
    }
  }

  /// Shows the questions what the segment names for them.
  void look(Span span, SegmentIndex index, long after, long upTo, List<Question> questions) {
    var places =
        questions.stream()
            .map(each -> new Places(each, index.positions(each.fingerprint(), after, upTo)))
            .toList();
    while (true) {
      var positions = places.stream().flatMapToLong(Places::next).distinct().boxed().toList();
      if (positions.isEmpty()) {
        return;
      }
      var landings =
          env.all("history-landings", positions, AT_ONCE_MAX, at -> read(span, index, at));
      var read = new TreeMap<Long, Landing>(Comparator.naturalOrder());
      landings.forEach(landing -> read.put(landing.position(), landing));
      places.forEach(each -> each.look(read));
    }
  }

  /// From the segment, or from the log where the segment does not hold it undamaged.
  private Landing read(Span span, SegmentIndex index, long position) {
    if (index.holds(position)) {
      var bytes = derived.bytes(span.key(), index.range(position));
      var landing =
          bytes.flatMap(
              read -> DerivedObjects.maybe(() -> Optional.of(index.landing(position, read))));
      if (landing.isPresent()) {
        return landing.get();
      }
    }
    return log.read(position, position).getFirst();
  }
}
