package dev.micelio.gate.evidence;

import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.verify.Demand;
import java.util.BitSet;

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
        judge.judge(expected, check, expected.mark(check.system(), seen, required), 0);
      }
    }
    rules.missing(required, seen, reasons);
    if (nix) {
      new NixJudge(rules.wanted(), reasons).judge(run.machine());
    }
  }
}
