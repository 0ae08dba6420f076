package dev.micelio.cli;

import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Reads the words of one route, with nothing registered but that route.
final class Parser {
  private Parser() {}

  /// The route as picocli sees it, from `mic` down.
  static List<CommandSpec> specs(Route route, Consumer<CommandSpec> describe) {
    var specs = new ArrayList<CommandSpec>();
    for (var entry : route.entries()) {
      specs.add(CommandSpec.create().name(entry.name()));
    }
    describe.accept(specs.getLast());
    // Options are inherited at the moment a command is added, so the route is tied from its root.
    GlobalOptions.describe(specs.getFirst());
    for (int i = 1; i < specs.size(); i++) {
      specs.get(i - 1).addSubcommand(route.entries().get(i).name(), specs.get(i));
    }
    return specs;
  }

  /// What was given to `mic`, and with each subcommand what was given to that.
  static List<ParseResult> parse(Route route, Consumer<CommandSpec> describe, List<String> words) {
    var line = new CommandLine(specs(route, describe).getFirst());
    try {
      var given = new ArrayList<ParseResult>();
      for (var at = line.parseArgs(words.toArray(new String[0]));
          at != null;
          at = at.hasSubcommand() ? at.subcommand() : null) {
        given.add(at);
      }
      return given;
    } catch (ParameterException e) {
      throw explained(route, e);
    }
  }

  private static Problem explained(Route route, ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(route, unmatched);
      case MissingParameterException missing ->
          usage(
              route,
              missing.getMissing().isEmpty()
                  ? sentence(missing)
                  : "%s is missing".formatted(name(missing.getMissing().getFirst())));
      default -> usage(route, sentence(e));
    };
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }

  private static String sentence(ParameterException e) {
    return String.valueOf(e.getMessage()).replace('\n', ' ');
  }

  private static Problem unmatched(Route route, UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    if (!word.startsWith("-")) {
      return usage(route, "\"%s\" is one argument too many".formatted(word));
    }
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    var known =
        e.getCommandLine().getCommandSpec().options().stream()
            .flatMap(option -> Arrays.stream(option.names()))
            .toList();
    var near = Nearest.to(name, known);
    return new Problem(
        Problem.Kind.INVALID,
        "cli.unknown-option",
        "\"%s\" has no option \"%s\"".formatted(route.words(), name),
        near.isEmpty()
            ? "`%s` lists the options".formatted(help(route))
            : "did you mean `%s`? `%s` lists the options".formatted(near.get(), help(route)));
  }

  private static Problem usage(Route route, String what) {
    return new Problem(
        Problem.Kind.INVALID,
        "cli.usage",
        route.words() + ": " + what,
        "`%s` says how it is used".formatted(help(route)));
  }

  private static String help(Route route) {
    return ("mic help " + route.wordsBelowRoot()).strip();
  }
}
