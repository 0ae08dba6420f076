package dev.micelio.cli.attest;

import dev.micelio.attest.statement.StatementType;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;

/// The kind of statement that a command is about.
final class StatementTypes {
  private StatementTypes() {}

  static void describe(CommandSpec spec) {
    Parameters.text(spec, "--type", "TYPE", "check-run (without it), endorse, revoke or decision");
  }

  static StatementType of(Call call) {
    String word = call.given().matchedOptionValue("--type", StatementType.CHECK_RUN.word());
    return Arrays.stream(StatementType.values())
        .filter(type -> type.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.INVALID,
                "cli.usage",
                "--type is \"%s\", which is no kind of statement".formatted(word),
                "write check-run, endorse, revoke or decision"));
  }
}
