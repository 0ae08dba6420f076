package dev.micelio.cli;

import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/// One run of one command: what was given, and where the answer goes.
public final class Call {
  private final Terminal terminal;
  private final GlobalOptions options;
  private final ParseResult parsed;
  private boolean progressShown;

  Call(Terminal terminal, GlobalOptions options, ParseResult parsed) {
    this.terminal = terminal;
    this.options = options;
    this.parsed = parsed;
  }

  public ParseResult given() {
    return parsed;
  }

  public Env env() {
    return terminal.env();
  }

  public Map<String, String> environment() {
    return terminal.environment();
  }

  /// The path that the user wrote, against the directory of the call.
  public Path path(String written) {
    try {
      return options.directory().resolve(written);
    } catch (InvalidPathException e) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.bad-path",
          "not a path: \"" + written + "\"",
          "name a file or directory",
          e);
    }
  }

  public boolean isJson() {
    return options.json();
  }

  /// Whether only the answer is wanted.
  public boolean isQuiet() {
    return options.quiet();
  }

  /// For people; nothing under `--json`.
  public void say(String text) {
    if (!options.json()) {
      terminal.out(text);
    }
  }

  /// For programs; nothing without `--json`. Called once.
  public void answer(Json json) {
    if (options.json()) {
      terminal.out(json + "\n");
    }
  }

  /// What is being done now, over what was being done before. Only where somebody watches.
  public void progress(String text) {
    if (terminal.errIsTerminal() && !options.quiet() && !options.json()) {
      terminal.err("\r\u001b[K" + text);
      progressShown = true;
    }
  }

  public void progressEnds() {
    if (progressShown) {
      terminal.err("\r\u001b[K");
      progressShown = false;
    }
  }

  public Paint paint() {
    return Paint.when(options.isColored(terminal.outIsTerminal(), terminal));
  }
}
