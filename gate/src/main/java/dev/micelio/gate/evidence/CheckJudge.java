package dev.micelio.gate.evidence;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.GateRules;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Compares single checks of a run with their definitions.
final class CheckJudge {
  private final GateRules.Evidence wanted;
  private final Circumstances circumstances;
  private final Reasons reasons;

  CheckJudge(GateRules.Evidence wanted, Circumstances circumstances, Reasons reasons) {
    this.wanted = wanted;
    this.circumstances = circumstances;
    this.reasons = reasons;
  }

  /// `failedBefore` is how often this signer is known to have failed, whatever the record says.
  void judge(ExpectedCheck expected, Check check, boolean required, long failedBefore) {
    inputs(expected, check);
    result(expected, check, required, failedBefore);
    age(expected, check);
    switch (expected.definition().action()) {
      case CheckDefinition.Nix _ when check.action() instanceof Action.Nix nix ->
          nix(expected, check, nix);
      case CheckDefinition.Command command when check.action() instanceof Action.Run run ->
          command(expected, command, check, run);
      case CheckDefinition.Action other ->
          reasons.add(Code.CHECK_KIND, expected.place(), other.kind(), check.action().kind());
    }
  }

  private void inputs(ExpectedCheck expected, Check check) {
    if (!check.inputs().equals(expected.inputs())) {
      reasons.add(
          Code.BIND_INPUTS,
          expected.place(),
          Shown.list(expected.inputs()),
          Shown.list(check.inputs()));
    }
    if (circumstances.sources().isPresent()) {
      var source = circumstances.sources().get().get(check.name());
      if (!check.src().equals(source)) {
        reasons.add(
            Code.BIND_SRC,
            expected.place(),
            source == null ? "no result, for the inputs match no file" : "src " + source,
            "src " + check.src());
      }
    }
  }

  private void result(ExpectedCheck expected, Check check, boolean required, long failedBefore) {
    if (required && check.result() != Check.Result.PASS) {
      reasons.add(
          Code.CHECK_NOT_PASS,
          expected.place(),
          Check.Result.PASS.word(),
          check.result().word() + " with exit " + check.exit());
    }
    long failed = Math.max(failedBefore, Math.max(check.attempt() - 1, check.prior().size()));
    if (wanted.attempts().isPresent() && failed > wanted.attempts().getAsLong()) {
      reasons.add(
          Code.CHECK_ATTEMPTS,
          expected.place(),
          "at most " + wanted.attempts().getAsLong() + " failing runs before",
          String.valueOf(failed));
    }
  }

  /// A signer's clock may say that a result is older than its receipt, and is believed only then.
  private void age(ExpectedCheck expected, Check check) {
    if (wanted.maxAge().isEmpty()) {
      return;
    }
    long finished = TimeUnit.MILLISECONDS.toSeconds(check.finished());
    long age = circumstances.nowSeconds() - Math.min(finished, circumstances.receivedSeconds());
    if (age > wanted.maxAge().get().toSeconds()) {
      reasons.add(
          Code.CHECK_AGE,
          expected.place(),
          "at most " + wanted.maxAge().get().toSeconds() + " seconds old",
          age + " seconds");
    }
  }

  private void nix(ExpectedCheck expected, Check check, Action.Nix nix) {
    var attribute = expected.attribute(check.system());
    if (attribute.isEmpty()) {
      reasons.add(
          Code.CHECK_ATTR,
          expected.place(),
          "a system of " + Shown.list(expected.definition().systems()),
          Shown.text(check.system()));
    } else if (!attribute.equals(nix.attr())) {
      reasons.add(Code.CHECK_ATTR, expected.place(), Shown.list(attribute), Shown.list(nix.attr()));
    }
    if (!wanted.substituted() && !nix.mode().equals(Action.Nix.EXECUTED)) {
      reasons.add(Code.CHECK_MODE, expected.place(), Action.Nix.EXECUTED, Shown.text(nix.mode()));
    }
  }

  private void command(
      ExpectedCheck expected, CheckDefinition.Command command, Check check, Action.Run run) {
    var systems = expected.definition().systems();
    if (!systems.isEmpty() && !systems.contains(check.system())) {
      reasons.add(
          Code.CHECK_SYSTEM,
          expected.place(),
          "a system of " + Shown.list(systems),
          Shown.text(check.system()));
    }
    if (!run.argv().equals(command.run())) {
      reasons.add(
          Code.CHECK_RUN,
          expected.place(),
          "the command " + Shown.list(command.run()),
          Shown.list(run.argv()));
    }
    for (String variable : run.env().keySet()) {
      if (!expected.maySee(variable)) {
        reasons.add(
            Code.CHECK_RUN,
            expected.place(),
            "no variables but " + Shown.list(command.variables()),
            Shown.text(variable));
      }
    }
    if (!sameNames(command.tools(), run.tools())) {
      reasons.add(
          Code.CHECK_RUN,
          expected.place(),
          "the tools " + Shown.list(command.tools()),
          Shown.list(run.tools().stream().map(Action.Tool::name).toList()));
    }
    if (run.network() && !command.network()) {
      reasons.add(Code.ENV_NETWORK, expected.place(), "no network", "a network");
    }
    if (wanted.isolation() == GateRules.Isolation.BWRAP && !run.isolation().equals("bwrap")) {
      reasons.add(Code.ENV_ISOLATION, expected.place(), "bwrap", Shown.text(run.isolation()));
    }
  }

  private static boolean sameNames(List<String> names, List<Action.Tool> tools) {
    if (names.size() != tools.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equals(tools.get(i).name())) {
        return false;
      }
    }
    return true;
  }
}
