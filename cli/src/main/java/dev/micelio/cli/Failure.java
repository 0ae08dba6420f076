package dev.micelio.cli;

import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/// Tells of a failure: `error` and `next` for people, one object for programs.
final class Failure {
  /// One file, written over each time, so that bugs do not fill a disk.
  private static final String TRACE_FILE = "last-bug.txt";

  private final Terminal terminal;
  private final GlobalOptions options;

  Failure(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  /// Answers the exit code.
  int tell(Throwable thrown) {
    var problem = thrown instanceof Problem expected ? expected : bug(thrown);
    if (options.verbose()) {
      terminal.err(trace(thrown));
    }
    if (options.json()) {
      terminal.out(json(problem) + "\n");
    } else {
      var paint = Paint.when(options.isColored(terminal.errIsTerminal(), terminal));
      terminal.err(
          paint.bad("error:")
              + " "
              + problem.what()
              + "\n"
              + paint.heading("next:")
              + " "
              + problem.next()
              + "\n");
    }
    return problem.exitCode();
  }

  private static Json json(Problem problem) {
    return Json.object()
        .with(
            "error",
            Json.object()
                .with("code", problem.code())
                .with("kind", problem.kind().name().toLowerCase(Locale.ROOT))
                .with("what", problem.what())
                .with("next", problem.next())
                .end())
        .end();
  }

  private Problem bug(Throwable thrown) {
    String next = options.verbose() ? "report it, with the trace above" : written(thrown);
    return new Problem(
        Problem.Kind.BUG, "cli.bug", "mic failed where it should not: " + thrown, next, thrown);
  }

  private String written(Throwable thrown) {
    var file = directory().resolve(TRACE_FILE);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, Build.version() + ", Java " + Build.java() + "\n" + trace(thrown));
      return "report it, with the trace in " + file;
    } catch (IOException _) {
      return "run the command again with --verbose, and report what it prints";
    }
  }

  private Path directory() {
    var environment = terminal.environment();
    String cache = environment.get("XDG_CACHE_HOME");
    if (cache != null && !cache.isEmpty()) {
      return Path.of(cache, "mic");
    }
    String home = environment.get("HOME");
    return home != null && !home.isEmpty()
        ? Path.of(home, ".cache", "mic")
        : Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir")), "mic");
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
