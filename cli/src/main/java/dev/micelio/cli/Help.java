package dev.micelio.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// How a command is used, as text of at most 80 columns.
final class Help {
  private static final String GLOBAL =
      """
        -C DIR            run as if started in DIR
            --json        print one JSON value, for programs
        -q, --quiet       no progress, only the answer
        -v, --verbose     say more; stack traces of bugs
            --color=WHEN  auto, always or never; auto minds NO_COLOR
        -h, --help        how a command is used
            --version     which mic this is; with -v or --json also its Java and commit
      """;

  private record Row(String name, String text) {}

  private Help() {}

  static String of(Route route, Paint paint) {
    var verb = route.end().newVerb();
    if (verb.isPresent()) {
      return command(route, Parser.specs(route, verb.get()::describe).getLast(), paint);
    }
    return route.entries().size() == 1 ? root(route, paint) : group(route, paint);
  }

  /// Of mic itself. Made of names and summaries alone, so that no command has to be loaded.
  private static String root(Route route, Paint paint) {
    return route.words()
        + ": "
        + route.end().summary()
        + "\n\n"
        + paint.heading("Usage:")
        + " mic [OPTION…] COMMAND [ARGUMENT…]\n\n"
        + section(paint, "Commands:", commands(route.end()))
        + paint.heading("Options of every command:")
        + "\n"
        + GLOBAL
        + "\n"
        + paint.heading("Examples:")
        + "\n  mic help doctor objects\n  mic doctor objects dir:/srv/objects\n\n"
        + "`mic help COMMAND` says more about a command, `mic help exit-codes` about exit codes.\n";
  }

  private static String group(Route route, Paint paint) {
    return route.words()
        + ": "
        + route.end().summary()
        + "\n\n"
        + paint.heading("Usage:")
        + " %s COMMAND [ARGUMENT…]\n\n".formatted(route.words())
        + section(paint, "Commands:", commands(route.end()))
        + "`mic help %s COMMAND` says more, with examples.\n".formatted(route.wordsBelowRoot());
  }

  /// Every command at or below the entry, named from below it.
  private static List<Row> commands(Entry entry) {
    var rows = new ArrayList<Row>();
    if (entry instanceof Entry.Group group) {
      for (var inner : group.entries()) {
        boolean isGroup = inner instanceof Entry.Group;
        if (isGroup && inner.newVerb().isPresent()) {
          rows.add(new Row(inner.name(), inner.summary()));
        }
        for (var row : commands(inner)) {
          rows.add(isGroup ? new Row(inner.name() + " " + row.name, row.text) : row);
        }
      }
    } else {
      rows.add(new Row(entry.name(), entry.summary()));
    }
    return rows;
  }

  private static String command(Route route, CommandSpec spec, Paint paint) {
    var own =
        spec.options().stream().filter(option -> !option.inherited() && !option.hidden()).toList();
    var usage = new StringBuilder(route.words());
    if (!own.isEmpty()) {
      usage.append(" [OPTION…]");
    }
    own.stream()
        .filter(OptionSpec::required)
        .forEach(option -> usage.append(' ').append(names(option)));
    for (var parameter : spec.positionalParameters()) {
      usage.append(' ').append(label(parameter));
    }
    return route.words()
        + ": "
        + route.end().summary()
        + "\n\n"
        + paint.heading("Usage:")
        + " "
        + usage
        + "\n\n"
        + String.join("\n", spec.usageMessage().description())
        + "\n\n"
        + section(
            paint,
            "Arguments:",
            spec.positionalParameters().stream()
                .map(parameter -> new Row(parameter.paramLabel(), text(parameter)))
                .toList())
        + (route.end() instanceof Entry.Group group
            ? section(paint, "Commands:", commands(group))
            : "")
        + section(
            paint,
            "Options:",
            own.stream().map(option -> new Row(names(option), text(option))).toList())
        + paint.heading("Examples:")
        + "\n  "
        + String.join("\n  ", spec.usageMessage().footer())
        + "\n\n"
        + "`mic help` lists the options of every command.\n";
  }

  private static String label(PositionalParamSpec parameter) {
    String label =
        parameter.arity().isVariable() ? parameter.paramLabel() + "…" : parameter.paramLabel();
    return parameter.required() ? label : "[" + label + "]";
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private static String text(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private static String section(Paint paint, String title, List<Row> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    int width = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    var out = new StringBuilder(paint.heading(title)).append('\n');
    for (var row : rows) {
      out.append("  ")
          .append(row.name)
          .repeat(' ', width - row.name.length() + 2)
          .append(row.text)
          .append('\n');
    }
    return out.append('\n').toString();
  }
}
