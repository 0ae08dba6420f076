package dev.micelio.cli.check;

import dev.micelio.checks.event.Listener;
import dev.micelio.cli.Call;

/// Shows a run while it goes on, and what came of it. It may show several runs, one after another.
public interface CheckView extends Listener, AutoCloseable {

  /// The view that the options and the streams ask for.
  ///
  /// @param junitFile where a report goes too; empty for none
  static CheckView of(Call call, String junitFile) {
    var view = of(call);
    return junitFile.isEmpty()
        ? view
        : new ReportingView(view, report -> call.replace(junitFile, report));
  }

  private static CheckView of(Call call) {
    if (call.isJson()) {
      return new JsonView(call::answer);
    }
    var text = new AnswerText(call.env(), call.paint());
    if (call.isQuiet()) {
      return new QuietView(call::say, text, call.paint());
    }
    if (call.outIsTerminal() && !"dumb".equals(call.environment().get("TERM"))) {
      return new LiveView(call::say, text, call.paint(), call.env(), new TerminalSize());
    }
    return new PlainView(call::say, text, call.paint());
  }

  /// Leaves the terminal as it was.
  @Override
  void close();
}
