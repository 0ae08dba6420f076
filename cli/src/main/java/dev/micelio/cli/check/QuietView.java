package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Paint;
import java.util.function.Consumer;

/// Only the answer: a line for each check that did not pass, and the summary.
final class QuietView implements CheckView {
  private final Consumer<String> out;
  private final AnswerText text;
  private final Paint paint;

  QuietView(Consumer<String> out, AnswerText text, Paint paint) {
    this.out = out;
    this.text = text;
    this.paint = paint;
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.Answered check && check.outcome() != Outcome.PASSED) {
      out.accept(text.headline(check));
    } else if (event instanceof Event.Summary summary) {
      out.accept(SummaryText.of(paint, summary));
    }
  }

  @Override
  public void close() {}
}
