package dev.micelio.cli.check;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.cli.Call;
import dev.micelio.cli.Nearest;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Which of the checks are meant.
final class Selection {
  private Selection() {}

  static void describe(CommandSpec spec) {
    Parameters.texts(spec, "--only", "NAME", "only this check; may be given again");
  }

  static boolean isAll(Call call) {
    return !call.given().hasMatchedOption("--only");
  }

  static List<CheckDefinition> of(Call call, List<CheckDefinition> all) {
    List<String> names = call.given().matchedOptionValue("--only", List.of());
    if (names.isEmpty()) {
      return all;
    }
    return names.stream().distinct().map(name -> find(name, all)).toList();
  }

  static CheckDefinition find(String name, List<CheckDefinition> all) {
    for (var definition : all) {
      if (definition.name().equals(name)) {
        return definition;
      }
    }
    throw unknown(name, all.stream().map(CheckDefinition::name).toList());
  }

  private static Problem unknown(String name, List<String> names) {
    var near = Nearest.to(name, names);
    return new Problem(
        Problem.Kind.INVALID,
        "check.unknown",
        "there is no check \"%s\"".formatted(name),
        near.map(each -> "did you mean %s? ".formatted(each)).orElse("")
            + (names.isEmpty()
                ? "there are no checks at all: write one into mic.toml"
                : "`mic check --list` names the checks"));
  }
}
