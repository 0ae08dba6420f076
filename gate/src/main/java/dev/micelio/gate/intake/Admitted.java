package dev.micelio.gate.intake;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.verify.Verified;
import java.util.List;

/// Evidence that is known to be somebody's whom the policy trusts, each once, and what was refused.
public record Admitted(
    List<Verified<CheckRun>> runs,
    List<Verified<Endorsement>> endorsements,
    List<Refused> refused) {
  public static final Admitted NOTHING = new Admitted(List.of(), List.of(), List.of());

  public Admitted {
    runs = List.copyOf(runs);
    endorsements = List.copyOf(endorsements);
    refused = List.copyOf(refused);
  }
}
