package dev.micelio.cli.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import dev.micelio.gate.edit.Edited;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFault;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// The file at hand, which a command changes in place.
record EditedFile(PolicyText before, Policy policy) {

  static void describe(CommandSpec spec) {
    Parameters.text(
        spec, "--policy", "FILE", "change this file; if not given, the mic.toml here or above");
  }

  static EditedFile of(Call call) {
    String named = call.given().matchedOptionValue("--policy", "");
    if (named.equals("-")) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--policy is -, and standard input can not be changed in place",
          "name a file");
    }
    var text =
        named.isEmpty()
            ? PolicyText.above(call)
            : new PolicyText(named, call.input(named, PolicyText.BYTES_MAX));
    return new EditedFile(text, text.policy());
  }

  /// Writes what came of the edit, and tells of it; or leaves the file alone.
  void take(Call call, Edited edited, String said, Json.Fields json) {
    switch (edited) {
      case Edited.Done(var text, var after) -> {
        call.replace(before.name(), text.getBytes(UTF_8));
        call.say(said);
        call.say(
            "raised the version of %s from %d to %d%n"
                .formatted(before.name(), policy.version(), after.version()));
        String next = next();
        call.say("next: " + next + "\n");
        call.answer(
            json.with("file", before.name())
                .with("version", after.version())
                .with("next", next)
                .end());
      }
      case Edited.Faulty(var faults) -> throw faulty(faults);
      case Edited.NoPlace(var lines) ->
          throw new Problem(
              Problem.Kind.INVALID,
              "policy.no-place",
              before.name() + " is written in a way in which mic finds no place for this",
              "write it by hand, raise the version, and run `mic policy check`:\n" + lines.strip());
    }
  }

  private Problem faulty(List<PolicyFault> faults) {
    return new Problem(
        Problem.Kind.INVALID,
        "policy.unsound-edit",
        "%s is left as it is: with this change it would be no policy: %s"
            .formatted(
                before.name(),
                faults.stream().map(PolicyFault::what).collect(Collectors.joining("; "))),
        faults.getFirst().next());
  }

  private String next() {
    return policy.gate().isEmpty()
        ? "look at it and land it: without [gate] nobody has to endorse it"
        : "%s must endorse this change: `mic policy endorse -o ../endorsement.cose`"
            .formatted(Words.owners(policy.rules().owners(), policy.principals().values()));
  }
}
