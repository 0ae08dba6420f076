package dev.micelio.cli.policy;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.gate.lint.PolicyLint;
import dev.micelio.gate.lint.Warning;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFault;
import dev.micelio.gate.policy.PolicyFile;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `mic policy check`: whether a file is a policy, and what it may be sorry for.
public final class PolicyCheck implements Verb {
  private static final long MILLIS = 1000;

  @Override
  public void describe(CommandSpec spec) {
    PolicyText.describe(spec);
    Parameters.flag(spec, "--strict", "a warning makes the answer no");
    spec.usageMessage()
        .description(
            """
            Reads a mic.toml and prints every fault with its line and column: a file with a
            fault is no policy, and a gate denies everything under it. Of a policy without a
            fault, warnings are printed: of keys that end soon, of principals and checks that
            nothing asks for, of thresholds that one lost laptop puts out of reach.

            Ends with 0 when there is no fault, else with 1. docs/policy.md has every key and
            every warning.\
            """)
        .footer(
            "mic policy check",
            "mic policy check --strict --json",
            "git show HEAD:mic.toml | mic policy check -");
  }

  @Override
  public Answer run(Call call) {
    var text = PolicyText.named(call);
    return switch (text.read()) {
      case PolicyFile.Invalid(var faults) -> invalid(call, text.name(), faults);
      case PolicyFile.Valid(var policy) -> {
        var warnings = PolicyLint.of(policy, call.env().nowMillis() / MILLIS);
        valid(call, text.name(), policy, warnings);
        yield call.given().hasMatchedOption("--strict") && !warnings.isEmpty()
            ? Answer.NO
            : Answer.DONE;
      }
    };
  }

  private static Answer invalid(Call call, String name, List<PolicyFault> faults) {
    var paint = call.paint();
    for (var fault : faults) {
      call.say(
          "%s %s:%d:%d: %s%n        next: %s%n"
              .formatted(
                  paint.bad("fault"),
                  name,
                  fault.line(),
                  fault.column(),
                  fault.what(),
                  fault.next()));
    }
    if (!call.isQuiet()) {
      call.say(
          "%s is no policy: %s%s. A gate denies everything under it.%n"
              .formatted(
                  name,
                  Counts.of(faults.size(), "fault"),
                  faults.size() == PolicyFile.FAULTS_MAX ? ", and perhaps more" : ""));
    }
    call.answer(
        Json.object()
            .with("file", name)
            .with("valid", false)
            .with(
                "faults",
                Json.array(
                    faults,
                    fault ->
                        Json.object()
                            .with("line", fault.line())
                            .with("column", fault.column())
                            .with("what", fault.what())
                            .with("next", fault.next())
                            .end()))
            .with("warnings", Json.array(List.of()))
            .end());
    return Answer.NO;
  }

  private static void valid(Call call, String name, Policy policy, List<Warning> warnings) {
    var paint = call.paint();
    if (!call.isQuiet()) {
      call.say(
          "%s %s is a policy: version %d, %s, %s%n"
              .formatted(
                  paint.good("sound"),
                  name,
                  policy.version(),
                  Counts.of(policy.checks().size(), "check"),
                  Counts.of(policy.principals().size(), "principal")));
    }
    for (var warning : warnings) {
      call.say(
          "%s %s: %s %s%n        next: %s%n"
              .formatted(
                  paint.heading("warning"),
                  warning.word().text(),
                  warning.about(),
                  warning.what(),
                  warning.next()));
    }
    call.answer(
        Json.object()
            .with("file", name)
            .with("valid", true)
            .with("project", policy.project().toString())
            .with("version", policy.version())
            .with("faults", Json.array(List.of()))
            .with(
                "warnings",
                Json.array(
                    warnings,
                    warning ->
                        Json.object()
                            .with("word", warning.word().text())
                            .with("about", warning.about())
                            .with("what", warning.what())
                            .with("next", warning.next())
                            .end()))
            .end());
  }
}
