package dev.micelio.gate.evidence;

import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.gate.policy.GateRules;
import dev.micelio.gate.policy.Policy;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A policy prepared for judging check runs. It does not change, and any number of threads may use
/// it.
///
/// Each result that a policy can require has a *slot*: a Nix check has one for each of its systems,
/// a command has one.
public final class EvidenceRules {
  private final Map<String, ExpectedCheck> checks = new LinkedHashMap<>();
  private final GateRules.Evidence wanted;

  private EvidenceRules(GateRules.Evidence wanted) {
    this.wanted = wanted;
  }

  public static EvidenceRules of(Policy policy) {
    var rules = new EvidenceRules(policy.rules().evidence());
    int slot = 0;
    for (var definition : policy.checks().values()) {
      var check = new ExpectedCheck(definition, slot);
      rules.checks.put(definition.name(), check);
      slot += check.slots();
    }
    return rules;
  }

  /// What this policy asks under these circumstances. Only checks that it defines can be required.
  public CheckRunDemand demand(Circumstances circumstances) {
    var required = new BitSet();
    for (String name : circumstances.required()) {
      var check = checks.get(name);
      if (check == null) {
        throw undefined(name);
      }
      check.markAll(required);
    }
    return new CheckRunDemand(this, circumstances, required);
  }

  /// What is wrong with one record of a run, if its check is required: one run may hold several, of
  /// which each is right or wrong by itself. Only a check that this policy defines can be judged.
  /// `failedBefore` is how often its signer is known to have failed at the same.
  public List<Reason> judge(
      CheckRun run, Check check, long failedBefore, Circumstances circumstances) {
    var expected = checks.get(check.name());
    if (expected == null) {
      throw undefined(check.name());
    }
    var reasons = new Reasons();
    new CheckJudge(wanted, circumstances, reasons).judge(expected, check, true, failedBefore);
    if (check.action() instanceof Action.Nix) {
      new NixJudge(wanted, reasons).judge(run.machine());
    }
    return reasons.list();
  }

  /// How reasons call a check.
  public static String place(String check) {
    return "check " + check;
  }

  private static IllegalArgumentException undefined(String name) {
    return new IllegalArgumentException("the policy defines no check " + name);
  }

  @Nullable ExpectedCheck find(String name) {
    return checks.get(name);
  }

  GateRules.Evidence wanted() {
    return wanted;
  }

  /// Tells which required results were not seen.
  void missing(BitSet required, BitSet seen, Reasons reasons) {
    var open = (BitSet) required.clone();
    open.andNot(seen);
    if (!open.isEmpty()) {
      checks.values().forEach(check -> check.missing(open, reasons));
    }
  }
}
