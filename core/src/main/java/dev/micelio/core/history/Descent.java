package dev.micelio.core.history;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.landing.Landings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers questions about a range of positions, from the newest on: first what no segment holds,
/// then spans, the widest that fit. Where a filter says "maybe", or is not to be believed, the
/// spans below it are asked. Ends when every question has its answer. Used once.
final class Descent {
  static final int AT_ONCE_MAX = 16;

  /// Below so many positions the log itself is read, which a forge that follows it has at hand.
  private static final int SEGMENT_WORTH = 16;

  private static final int BATCH_MIN = 2;

  private final Env env;
  private final DerivedObjects derived;
  private final ChainHashes chains;
  private final LandingReads landings;
  private final long after;
  private final long upTo;

  Descent(
      Env env, DerivedObjects derived, Landings log, ChainHashes chains, long after, long upTo) {
    this.env = env;
    this.derived = derived;
    this.chains = chains;
    this.landings = new LandingReads(env, derived, log);
    this.after = after;
    this.upTo = upTo;
  }

  void answer(List<Question> questions) {
    long whole = upTo - upTo % Level.THOUSAND.positions();
    long begin = Math.max(after, whole);
    if (upTo - begin > SEGMENT_WORTH) {
      walk(List.of(new Span(Level.THOUSAND, whole + 1)), questions, null);
    } else if (upTo > begin) {
      landings.scan(begin, upTo, open(questions));
    }
    walk(Span.covering(after, whole), questions, null);
  }

  private static List<Question> open(List<Question> questions) {
    return questions.stream().filter(Question::isOpen).toList();
  }

  /// Asks spans that follow each other, the newest first. `newestChain` is what the chain is at the
  /// end of the first of them, null where that is not known yet.
  private void walk(List<Span> spans, List<Question> questions, @Nullable Digest newestChain) {
    var chain = newestChain;
    int batch = BATCH_MIN;
    for (int at = 0; at < spans.size() && !open(questions).isEmpty(); ) {
      var some = spans.subList(at, Math.min(spans.size(), at + batch));
      chain = ask(some, questions, chain);
      at += some.size();
      batch = Math.min(2 * batch, AT_ONCE_MAX);
    }
  }

  /// A span with what is believed of it, and the chain at its end, as far as it is known.
  private record Asked(Span span, Optional<? extends Opened> opened, @Nullable Digest chain) {}

  /// Answers what the chain is before the last of `spans`, if that became known.
  private @Nullable Digest ask(
      List<Span> spans, List<Question> questions, @Nullable Digest newestChain) {
    var asked = new ArrayList<Asked>();
    var chain = newestChain;
    var read = env.all("history-open", spans, AT_ONCE_MAX, derived::open);
    for (int i = 0; i < spans.size(); i++) {
      var one = believed(spans.get(i), read.get(i), chain);
      asked.add(one);
      chain = one.opened().map(Opened::previous).orElse(null);
    }
    readPages(asked, open(questions));
    for (var one : asked) {
      descend(one, open(questions));
    }
    return chain;
  }

  /// An object that names another chain than the log has is of another log, or a lie; and so is one
  /// that speaks of positions that nothing has landed at.
  private Asked believed(Span span, Optional<? extends Opened> opened, @Nullable Digest known) {
    if (opened.isEmpty() || known != null) {
      return new Asked(span, opened.filter(one -> one.chain().equals(known)), known);
    }
    var chain = DerivedObjects.maybe(() -> Optional.of(chains.at(span.last())));
    return new Asked(
        span, opened.filter(one -> Optional.of(one.chain()).equals(chain)), chain.orElse(null));
  }

  private record PageRead(OpenFilter filter, OpenFilter.Pages pages) {}

  private void readPages(List<Asked> asked, List<Question> questions) {
    var fingerprints = questions.stream().map(Question::fingerprint).toList();
    var reads = new ArrayList<PageRead>();
    for (var one : asked) {
      if (one.opened().orElse(null) instanceof OpenFilter filter) {
        filter.lacking(fingerprints).forEach(pages -> reads.add(new PageRead(filter, pages)));
      }
    }
    var bytes =
        env.all(
            "history-pages",
            reads,
            AT_ONCE_MAX,
            read -> derived.bytes(read.filter().key(), read.filter().range(read.pages())));
    for (int i = 0; i < reads.size(); i++) {
      var read = reads.get(i);
      bytes.get(i).ifPresent(page -> read.filter().keep(read.pages(), page, 0));
    }
  }

  private void descend(Asked asked, List<Question> questions) {
    switch (asked.opened().orElse(null)) {
      case SegmentIndex index -> landings.look(asked.span(), index, after, upTo, questions);
      case OpenFilter filter ->
          below(
              asked,
              questions.stream().filter(each -> filter.mayHold(each.fingerprint())).toList());
      case null -> below(asked, questions);
    }
  }

  private void below(Asked asked, List<Question> questions) {
    var span = asked.span();
    if (questions.isEmpty()) {
      return;
    }
    if (span.level() == Level.THOUSAND) {
      landings.scan(Math.max(after, span.first() - 1), Math.min(upTo, span.last()), questions);
    } else {
      walk(span.below(after), questions, asked.chain());
    }
  }
}
