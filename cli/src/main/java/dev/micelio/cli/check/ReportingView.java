package dev.micelio.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.event.Event;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A view that also writes a report, whole, when all is answered.
final class ReportingView implements CheckView {
  private final CheckView view;
  private final Consumer<byte[]> report;
  private Event.@Nullable Summary last;

  ReportingView(CheckView view, Consumer<byte[]> report) {
    this.view = view;
    this.report = report;
  }

  @Override
  public void on(Event event) {
    view.on(event);
    if (event instanceof Event.Summary summary) {
      last = summary;
    }
  }

  /// Only here, so that a file that can not be written costs nobody the answers.
  @Override
  public void close() {
    view.close();
    if (last != null) {
      report.accept(JunitXml.of(last).getBytes(UTF_8));
    }
  }
}
