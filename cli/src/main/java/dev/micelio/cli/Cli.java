package dev.micelio.cli;

import dev.micelio.core.problem.Problem;
import java.util.List;

/// `mic`: finds the command that the words name, runs it, and tells how it went.
public final class Cli {
  private final Terminal terminal;
  private final Entry.Group root;

  Cli(Terminal terminal, Entry.Group root) {
    this.terminal = terminal;
    this.root = root;
  }

  /// Answers the exit code. Nothing is thrown.
  public int run(String... words) {
    var given = List.of(words);
    var options = GlobalOptions.guess(given, terminal);
    try {
      return answered(given, options);
    } catch (Throwable e) { // whatever it is, the user is told of it in the same way
      return new Failure(terminal, options).tell(e);
    }
  }

  private int answered(List<String> words, GlobalOptions options) {
    if (words.equals(List.of("help"))) {
      return answered(List.of(), options); // what people type first does not wait for a parser
    }
    var route = Route.of(root, words);
    var verb = route.end().newVerb();
    if (verb.isPresent()) {
      return run(route, verb.get(), words);
    }
    return withoutCommand(route, words, options);
  }

  private int withoutCommand(Route route, List<String> words, GlobalOptions options) {
    if (words.contains("--version")) {
      return version(options);
    }
    var paint = Paint.when(options.isColored(terminal.outIsTerminal(), terminal));
    if (words.contains("--help") || words.contains("-h") || words.isEmpty()) {
      return help(route, paint, options);
    }
    Parser.parse(route, _ -> {}, words);
    throw new Problem(
        Problem.Kind.INVALID,
        "cli.no-command",
        "\"%s\" needs a command: %s".formatted(route.words(), String.join(", ", route.below())),
        "`%s` says more".formatted(("mic help " + route.wordsBelowRoot()).strip()));
  }

  private int run(Route route, Verb verb, List<String> words) {
    var given = Parser.parse(route, verb::describe, words);
    var options = GlobalOptions.of(given, terminal);
    if (GlobalOptions.has(given, "--help")) {
      var paint = Paint.when(options.isColored(terminal.outIsTerminal(), terminal));
      return help(route, paint, options);
    }
    return verb.run(new Call(terminal, options, given.getLast())).exitCode();
  }

  private int help(Route route, Paint paint, GlobalOptions options) {
    String text = Help.of(route, paint);
    terminal.out(options.json() ? Json.object().with("help", text).end() + "\n" : text);
    return Answer.DONE.exitCode();
  }

  private int version(GlobalOptions options) {
    if (options.json()) {
      var json =
          Json.object()
              .with("version", Build.number())
              .with("commit", Build.commit())
              .with("java", Build.java())
              .end();
      terminal.out(json + "\n");
    } else {
      terminal.out(
          options.verbose()
              ? "%s\ncommit %s\nJava %s\n".formatted(Build.version(), Build.commit(), Build.java())
              : Build.version() + "\n");
    }
    return Answer.DONE.exitCode();
  }
}
