package dev.micelio.gate.evidence;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.verify.Demand;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.GateRules;
import java.util.BitSet;
import java.util.Locale;

/// What a policy asks of one check run, under given circumstances. It does not change, and any
/// number of threads may use it.
public final class CheckRunDemand implements Demand<CheckRun> {
  private final EvidenceRules rules;
  private final Circumstances circumstances;
  private final BitSet required;

  CheckRunDemand(EvidenceRules rules, Circumstances circumstances, BitSet required) {
    this.rules = rules;
    this.circumstances = circumstances;
    this.required = required;
  }

  @Override
  public void judge(CheckRun run, Reasons reasons) {
    var judge = new CheckJudge(rules.wanted(), circumstances, reasons);
    var seen = new BitSet();
    boolean nix = false;
    for (var check : run.checks()) {
      var expected = rules.find(check.name());
      if (expected != null) {
        nix |= check.action() instanceof Action.Nix;
        judge.judge(expected, check, expected.mark(check.system(), seen, required));
      }
    }
    rules.missing(required, seen, reasons);
    if (nix) {
      run.machine().nix().ifPresent(settings -> judge(settings, reasons));
    }
  }

  private void judge(CheckRun.NixSettings nix, Reasons reasons) {
    var wanted = rules.wanted();
    var sandbox = sandbox(nix.sandbox());
    if (sandbox.compareTo(wanted.sandbox()) > 0) {
      reasons.add(
          Code.ENV_SANDBOX, "env.nix.sandbox", word(wanted.sandbox()), Shown.text(nix.sandbox()));
    }
    if (nix.fallback() && wanted.sandbox() != GateRules.Sandbox.OFF) {
      reasons.add(Code.ENV_SANDBOX, "env.nix.fallback", "false", "true");
    }
    if (!nix.pureEval()) {
      reasons.add(Code.ENV_PURITY, "env.nix.pure_eval", "true", "false");
    }
    if (nix.ifd()) {
      reasons.add(Code.ENV_PURITY, "env.nix.ifd", "false", "true");
    }
    if (wanted.nix().isPresent() && !wanted.nix().get().allow(nix.version())) {
      reasons.add(
          Code.NIX_VERSION,
          "env.nix.version",
          wanted.nix().get().toString(),
          Shown.text(nix.version()));
    }
  }

  /// A word that is not known is no sandbox.
  private static GateRules.Sandbox sandbox(String word) {
    return switch (word) {
      case "on" -> GateRules.Sandbox.ON;
      case "relaxed" -> GateRules.Sandbox.RELAXED;
      default -> GateRules.Sandbox.OFF;
    };
  }

  private static String word(GateRules.Sandbox sandbox) {
    String word = '"' + sandbox.name().toLowerCase(Locale.ROOT) + '"';
    return sandbox == GateRules.Sandbox.RELAXED ? word + " or \"on\"" : word;
  }
}
