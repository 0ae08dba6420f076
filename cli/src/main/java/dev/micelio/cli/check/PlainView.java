package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Paint;
import dev.micelio.core.text.Shown;
import java.util.function.Consumer;

/// Lines for a pipe or a file: what began, what ended, and what failed with why.
final class PlainView implements CheckView {
  private final Consumer<String> out;
  private final AnswerText text;
  private final Paint paint;

  PlainView(Consumer<String> out, AnswerText text, Paint paint) {
    this.out = out;
    this.text = text;
    this.paint = paint;
  }

  @Override
  public void on(Event event) {
    String lines = lines(event);
    if (!lines.isEmpty()) {
      out.accept(lines);
    }
  }

  private String lines(Event event) {
    return switch (event) {
      case Event.Evaluating(var checks) -> "evaluating " + Counts.of(checks.size(), "check") + "\n";
      case Event.Waiting(var id) ->
          Shown.whole(id.name()) + " waits for another mic that runs it\n";
      case Event.Started started -> {
        var expected = started.expectedMillis();
        yield Shown.whole(started.id().name())
            + " runs"
            + (expected.isPresent() ? ", " + TimeText.of(expected.getAsLong()) + " is usual" : "")
            + "\n";
      }
      case Event.Answered check ->
          check.ran() || check.outcome() != Outcome.PASSED ? text.block(check) : "";
      case Event.Signed signed -> signed(signed);
      case Event.Warning warning -> warning(paint, warning);
      case Event.Summary summary -> SummaryText.of(paint, summary);
      case Event.Snapshotted _, Event.Planned _, Event.Phase _, Event.Line _ -> "";
    };
  }

  static String signed(Event.Signed signed) {
    return "signed by %s with the key %s: %s\n"
        .formatted(
            Shown.whole(signed.principal()), Shown.whole(signed.keyName()), signed.attestation());
  }

  static String warning(Paint paint, Event.Warning warning) {
    return paint.heading("note:")
        + " "
        + LogText.shown(warning.what())
        + "\n"
        + paint.heading("next:")
        + " "
        + LogText.shown(warning.next())
        + "\n";
  }

  @Override
  public void close() {}
}
