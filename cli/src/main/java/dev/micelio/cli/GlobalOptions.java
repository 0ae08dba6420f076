package dev.micelio.cli;

import dev.micelio.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// The options that every command has, anywhere between the words.
record GlobalOptions(boolean json, boolean quiet, boolean verbose, String color, Path directory) {
  private static final List<String> COLORS = List.of("auto", "always", "never");

  private static final List<String> NAMES =
      List.of("-C", "--json", "-q", "--quiet", "-v", "--verbose", "--color", "-h", "--help");

  static boolean takesNextWord(String word) {
    return word.equals("-C") || word.equals("--color");
  }

  /// Whether a word is one of these options.
  static boolean has(String word) {
    return NAMES.contains(word) || word.startsWith("--color=");
  }

  static void describe(CommandSpec spec) {
    spec.addOption(
        option("-C")
            .type(String.class)
            .paramLabel("DIR")
            .description("run as if started in DIR")
            .build());
    spec.addOption(option("--json").description("print one JSON value, for programs").build());
    spec.addOption(option("-q", "--quiet").description("no progress, only the answer").build());
    spec.addOption(option("-v", "--verbose").description("say more; stack traces of bugs").build());
    spec.addOption(
        option("--color")
            .type(String.class)
            .paramLabel("WHEN")
            .description("auto, always or never; auto minds NO_COLOR")
            .build());
    spec.addOption(option("-h", "--help").usageHelp(true).description("print this").build());
  }

  private static OptionSpec.Builder option(String... names) {
    return OptionSpec.builder(names).scopeType(ScopeType.INHERIT);
  }

  /// What can be known even when the words cannot be parsed: how to tell of the failure.
  static GlobalOptions guess(List<String> words, Terminal terminal) {
    var options = words.contains("--") ? words.subList(0, words.indexOf("--")) : words;
    return new GlobalOptions(
        options.contains("--json"),
        false,
        options.contains("-v") || options.contains("--verbose"),
        options.contains("--color=always")
            ? "always"
            : options.contains("--color=never") ? "never" : "auto",
        terminal.directory());
  }

  /// An inherited option is found where it stands: before a command or behind it. The last counts.
  static GlobalOptions of(List<ParseResult> given, Terminal terminal) {
    String color = value(given, "--color", "auto");
    if (!COLORS.contains(color)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--color is \"%s\", not one of auto, always, never".formatted(color),
          "write --color=auto, --color=always or --color=never");
    }
    return new GlobalOptions(
        has(given, "--json"),
        has(given, "-q"),
        has(given, "-v"),
        color,
        directory(given, terminal));
  }

  static boolean has(List<ParseResult> given, String option) {
    return given.stream().anyMatch(parsed -> parsed.hasMatchedOption(option));
  }

  private static String value(List<ParseResult> given, String option, String otherwise) {
    String value = otherwise;
    for (var parsed : given) {
      value = parsed.matchedOptionValue(option, value);
    }
    return value;
  }

  private static Path directory(List<ParseResult> given, Terminal terminal) {
    String named = value(given, "-C", "");
    var directory = terminal.directory().resolve(named);
    if (!Files.isDirectory(directory)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.no-directory",
          "-C names \"%s\", which is no directory".formatted(named),
          "name a directory that exists");
    }
    return directory;
  }

  boolean isColored(boolean onTerminal, Terminal terminal) {
    return switch (color) {
      case "always" -> true;
      case "never" -> false;
      default ->
          onTerminal
              && Objects.requireNonNullElse(terminal.environment().get("NO_COLOR"), "").isEmpty()
              && !Objects.equals(terminal.environment().get("TERM"), "dumb");
    };
  }
}
