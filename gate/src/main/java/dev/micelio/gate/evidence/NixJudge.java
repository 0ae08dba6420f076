package dev.micelio.gate.evidence;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.GateRules;
import java.util.Locale;

/// Judges the Nix that a run was made with.
final class NixJudge {
  private final GateRules.Evidence wanted;
  private final Reasons reasons;

  NixJudge(GateRules.Evidence wanted, Reasons reasons) {
    this.wanted = wanted;
    this.reasons = reasons;
  }

  void judge(CheckRun.Machine machine) {
    machine.nix().ifPresent(this::judge);
  }

  private void judge(CheckRun.NixSettings nix) {
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
