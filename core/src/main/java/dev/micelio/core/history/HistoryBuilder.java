package dev.micelio.core.history;

import dev.micelio.core.env.Env;
import dev.micelio.core.landing.Landings;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Builds the segments and roll-ups of a log. Anybody may, as often as they like and several at
/// once: what is built has the same bytes, and is put only where nothing is.
///
/// They are built in the order of the positions with which they end, each after all before it is
/// there. So the last one tells that the others were built, and a builder that has nothing to do
/// finds out by one look. What was damaged or removed since, only [#rebuild] finds.
public final class HistoryBuilder {
  private static final int ATTEMPTS_MAX = 8;

  private final ObjectStore project;
  private final DerivedBytes right;

  /// `project` is the project's own object store, `log` and `chains` are its landing log's.
  public HistoryBuilder(Env env, ObjectStore project, Landings log, ChainHashes chains) {
    this.project = project;
    this.right = new DerivedBytes(env, new DerivedObjects(project), log, chains);
  }

  /// Builds what is missing of all that is complete when `upTo` positions have landed, and answers
  /// how many objects this call stored.
  public int build(long upTo) {
    long thousands = upTo / Level.THOUSAND.positions();
    int stored = 0;
    for (long at = built(thousands) + 1; at <= thousands; at++) {
      for (var span : endingWith(at)) {
        if (isThere(span)) {
          continue;
        }
        var answer = project.put(span.key(), Body.of(right.of(span)), Condition.ABSENT);
        stored += answer instanceof PutAnswer.Stored ? 1 : 0;
      }
    }
    return stored;
  }

  /// The objects that become complete with this thousand, in the order of building.
  private static List<Span> endingWith(long thousand) {
    long last = thousand * Level.THOUSAND.positions();
    var spans = new ArrayList<Span>();
    for (var level : List.of(Level.THOUSAND, Level.TEN_THOUSAND, Level.MILLION)) {
      if (level.ends(last)) {
        spans.add(Span.endingWith(level, last));
      }
    }
    return spans;
  }

  /// Up to which thousand everything was built. Looks from the end in steps that double, then
  /// halves what is left.
  private long built(long thousands) {
    long missing = thousands + 1;
    long step = 1;
    long built = thousands;
    while (built > 0 && !isThere(endingWith(built).getLast())) {
      missing = built;
      built = Math.max(0, built - step);
      step *= 2;
    }
    while (missing - built > 1) {
      long middle = (built + missing) >>> 1;
      if (isThere(endingWith(middle).getLast())) {
        built = middle;
      } else {
        missing = middle;
      }
    }
    return built;
  }

  private boolean isThere(Span span) {
    return project.head(span.key()) instanceof Lookup.Found;
  }

  /// What a rebuild found of all that is complete: objects that were right, that were missing, and
  /// that were other than they must be.
  public record Rebuilt(long right, long added, long replaced) {}

  /// Compares all that is complete when `upTo` positions have landed with the log, object by
  /// object, and puts right what is not. Reads the whole log.
  public Rebuilt rebuild(long upTo) {
    long sound = 0;
    long added = 0;
    long replaced = 0;
    for (long at = 1; at <= upTo / Level.THOUSAND.positions(); at++) {
      for (var span : endingWith(at)) {
        switch (settle(span, right.of(span))) {
          case SOUND -> sound++;
          case ADDED -> added++;
          case REPLACED -> replaced++;
        }
      }
    }
    return new Rebuilt(sound, added, replaced);
  }

  private enum Settled {
    SOUND,
    ADDED,
    REPLACED
  }

  private Settled settle(Span span, byte[] bytes) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      switch (project.head(span.key())) {
        case Lookup.Absent() -> {
          if (isStored(span, bytes, Condition.ABSENT)) {
            return Settled.ADDED;
          }
        }
        case Lookup.Found(Version version, long size, long _) -> {
          if (size == bytes.length && holds(span, bytes)) {
            return Settled.SOUND;
          }
          if (isStored(span, bytes, Condition.matches(version))) {
            return Settled.REPLACED;
          }
        }
      }
    }
    throw new Problem(
        Problem.Kind.UNAVAILABLE,
        "history.contended",
        span.key() + " could not be put right: it changed each time it was looked at",
        "see what else writes to it, then rebuild again");
  }

  private boolean isStored(Span span, byte[] bytes, Condition condition) {
    return project.put(span.key(), Body.of(bytes), condition) instanceof PutAnswer.Stored;
  }

  private boolean holds(Span span, byte[] bytes) {
    return DerivedObjects.maybe(
            () -> {
              try (var fetch = project.get(span.key())) {
                return fetch instanceof Fetch.Found found
                    ? Optional.of(found.bytes(bytes.length))
                    : Optional.<byte[]>empty();
              }
            })
        .filter(found -> Arrays.equals(found, bytes))
        .isPresent();
  }
}
