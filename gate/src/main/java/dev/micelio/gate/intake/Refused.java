package dev.micelio.gate.intake;

import dev.micelio.attest.reason.Reason;
import dev.micelio.core.digest.Digest;
import java.util.List;

/// An attestation that counts for nothing, by the digest of its bytes.
public record Refused(Digest id, List<Reason> reasons) {
  public Refused {
    reasons = List.copyOf(reasons);
  }
}
