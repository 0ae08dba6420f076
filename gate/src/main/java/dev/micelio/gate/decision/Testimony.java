package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.verify.Verified;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.evidence.EvidenceRules;

/// One record of a verified run: somebody's word about one check.
record Testimony(Verified<CheckRun> run, Check check) {
  private static final long MILLIS = 1000;

  String principal() {
    return run.principal();
  }

  Digest key() {
    return check.key();
  }

  boolean isFailure() {
    return check.result() == Check.Result.FAIL;
  }

  boolean isPass() {
    return check.result() == Check.Result.PASS;
  }

  /// When it finished, and not after it was received, whatever its signer's clock says.
  long finishedMillis() {
    return Math.min(check.finished(), (run.receivedSeconds() + 1) * MILLIS - 1);
  }

  /// The same reason, as one about this word.
  Reason reason(Reason reason) {
    return new Reason(reason.code(), where(reason.where()), reason.expected(), reason.found());
  }

  /// Which check, and whose word about it.
  String where() {
    return where(EvidenceRules.place(check.name()));
  }

  private String where(String place) {
    String name = EvidenceRules.place(check.name());
    return "%s in %s by %s"
        .formatted(
            place.equals(name) ? name : name + ", " + place,
            run.id().brief(),
            Shown.brief(principal()));
  }
}
