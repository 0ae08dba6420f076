package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import java.util.Optional;

/// The order of the editions of a policy: none comes back.
final class Editions {
  private final Optional<Edition> newest;

  Editions(Optional<Edition> newest) {
    this.newest = newest;
  }

  /// An older edition than the newest, or another one of the same version, is refused.
  void judge(Edition edition, String where, Reasons reasons) {
    newest.ifPresent(high -> {
      if (edition.version() < high.version()) {
        reasons.add(
            Code.POLICY_ROLLBACK,
            where,
            "version " + high.version() + " or a later one",
            "version " + edition.version());
      } else if (edition.version() == high.version() && !edition.equals(high)) {
        reasons.add(
            Code.POLICY_ROLLBACK,
            where,
            "version " + high.version() + " as " + high.sha256(),
            "version " + edition.version() + " as " + edition.sha256());
      }
    });
  }
}
