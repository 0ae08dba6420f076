package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.gate.intake.Intake;
import dev.micelio.gate.intake.Offered;
import java.util.List;

/// How much is read for one landing. Of more, nothing is.
final class Sizes {
  private Sizes() {}

  static void judge(List<Offered> offered, List<Offered> known, Reasons reasons) {
    judge("offered", offered.size(), Intake.OFFERED_MAX, reasons);
    judge("known", known.size(), Intake.KNOWN_MAX, reasons);
  }

  private static void judge(String which, int count, int most, Reasons reasons) {
    if (count > most) {
      reasons.add(
          Code.GATE_TOO_MANY, "attestations " + which, "at most " + most, String.valueOf(count));
    }
  }
}
