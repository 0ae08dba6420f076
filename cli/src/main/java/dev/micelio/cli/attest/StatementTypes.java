package dev.micelio.cli.attest;

import dev.micelio.attest.statement.StatementType;
import dev.micelio.cli.Call;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The kind of statement that a command is about.
final class StatementTypes {
  private StatementTypes() {}

  static void describe(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--type")
            .type(String.class)
            .paramLabel("TYPE")
            .description("check-run (without it), endorse, revoke or decision")
            .build());
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
