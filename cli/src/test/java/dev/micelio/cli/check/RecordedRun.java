package dev.micelio.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Totals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The events of one run: `fmt` is proved, `unit` passes, `lint` fails with a forged screen, `slow`
/// is known to have timed out, and `late` is stopped.
final class RecordedRun {
  static final String SYSTEM = "x86_64-linux";
  static final String FORGED =
      "\u001b[2J\u001b]0;title\u0007error: <b>&\u0000 no\u202e \u001b[31mred\u001b[m";
  private static final long HOUR = 3_600_000;

  private RecordedRun() {}

  static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }

  static Event.Id id(String name) {
    return new Event.Id(name, SYSTEM);
  }

  static Event.Answered answered(
      String name, Outcome outcome, boolean ran, OptionalLong known, String... excerpt) {
    return new Event.Answered(
        id(name),
        outcome,
        ran,
        digest(name + " key"),
        digest(name + " source"),
        outcome == Outcome.PASSED ? 0 : 2,
        2_340,
        ran ? new Usage(OptionalLong.of(1_900), OptionalLong.of(64 << 20)) : Usage.UNKNOWN,
        known,
        outcome == Outcome.PASSED ? Optional.of(digest("attestation")) : Optional.empty(),
        outcome == Outcome.CANCELLED ? Optional.empty() : Optional.of(digest(name + " log")),
        1,
        outcome == Outcome.FAILED,
        outcome == Outcome.TIMED_OUT ? "after 20 min" : "",
        List.of(excerpt));
  }

  static List<Event> events(long now) {
    var fmt = answered("fmt", Outcome.PASSED, false, OptionalLong.of(now - 5 * HOUR));
    var unit = answered("unit", Outcome.PASSED, true, OptionalLong.empty());
    var lint = answered("lint", Outcome.FAILED, true, OptionalLong.empty(), FORGED, "\tat line 3");
    var slow =
        answered("slow", Outcome.TIMED_OUT, false, OptionalLong.of(now - 3 * HOUR), "still here");
    var late = answered("late", Outcome.CANCELLED, true, OptionalLong.empty());
    return List.of(
        new Event.Snapshotted(digest("tree"), new Totals(12, 3456)),
        new Event.Planned(
            List.of(item("fmt"), item("unit"), item("lint"), item("slow"), item("late"))),
        fmt,
        slow,
        new Event.Evaluating(List.of(id("unit"), id("lint"))),
        new Event.Waiting(id("lint")),
        new Event.Started(id("unit"), 1_000, OptionalLong.of(41_000)),
        new Event.Phase(id("unit"), "checkPhase"),
        new Event.Line(id("unit"), "running 12 tests"),
        new Event.Line(id("unit"), FORGED),
        unit,
        new Event.Started(id("lint"), 2_000, OptionalLong.empty()),
        lint,
        late,
        new Event.Signed(digest("attestation"), "ana", "default"),
        new Event.Warning("results can not be kept: \u001b[2Jno space", "make room"),
        new Event.Summary(List.of(fmt, unit, lint, slow, late), 3_210, 41_000, digest("tree")));
  }

  private static Event.Planned.Item item(String name) {
    return new Event.Planned.Item(
        id(name), digest(name + " key"), digest(name + " source"), OptionalLong.empty());
  }
}
