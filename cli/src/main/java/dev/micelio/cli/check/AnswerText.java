package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Paint;
import dev.micelio.core.env.Env;
import dev.micelio.core.text.Shown;

/// What came of one check, with what to do next where it did not pass.
final class AnswerText {
  private static final int EXCERPT_LINES_MAX = 30;

  private final Env env;
  private final Paint paint;

  AnswerText(Env env, Paint paint) {
    this.env = env;
    this.paint = paint;
  }

  /// One line.
  String headline(Event.Answered check) {
    String name = Shown.whole(check.id().name());
    if (check.outcome() == Outcome.PASSED) {
      return paint.good(name + " passed") + when(check) + flaky(check) + "\n";
    }
    return paint.bad(name + " " + OutcomeText.said(check.outcome(), check.exit()))
        + when(check)
        + flaky(check)
        + detail(check)
        + "\n";
  }

  private String when(Event.Answered check) {
    if (check.known().isPresent()) {
      return ", known since " + TimeText.ago(env.nowMillis() - check.known().getAsLong());
    }
    return check.ran() ? " in " + TimeText.of(check.durationMillis()) : "";
  }

  private static String flaky(Event.Answered check) {
    return check.flaky() ? "; it is flaky: on the same files it has passed and failed" : "";
  }

  private static String detail(Event.Answered check) {
    return check.detail().isEmpty() ? "" : ": " + LogText.shown(check.detail());
  }

  /// The headline, and of what did not pass what it printed and the commands that say more.
  String block(Event.Answered check) {
    if (check.outcome() == Outcome.PASSED || check.outcome() == Outcome.CANCELLED) {
      return headline(check);
    }
    var out = new StringBuilder(headline(check));
    int lines = 0;
    for (String line : check.excerpt()) {
      if (lines++ == EXCERPT_LINES_MAX) {
        break;
      }
      out.append(paint.faint("  | ")).append(LogText.shown(line)).append('\n');
    }
    String name = Shown.whole(check.id().name());
    if (check.log().isPresent()) {
      out.append("  its log: mic check log ").append(name).append('\n');
    }
    return out.append("  again:   mic check --only ").append(name).append(" --retry\n").toString();
  }
}
