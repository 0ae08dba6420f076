package dev.micelio.checks.run;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.core.digest.Digest;
import java.util.Optional;

/// Whether an attestation proves something to whoever runs mic. Whatever the bytes are, they prove
/// it or they do not.
public interface Trust {

  /// The proof that this check passed.
  Optional<Proof> proves(byte[] attestation, PlannedCheck check);

  /// What this machine itself once said of a key, if it passed.
  Optional<Check> ownPass(byte[] attestation, Digest key);
}
