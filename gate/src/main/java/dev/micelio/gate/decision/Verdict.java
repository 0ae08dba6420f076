package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Reason;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.intake.Refused;
import java.util.List;
import java.util.Optional;

/// What a gate decided, and everything that it found.
///
/// @param judgedBy the policy of the tree before; empty where there is none that could be read
/// @param isGated whether that policy has a gate; without one, everything lands
/// @param reasons why it may not land, whatever the checks say
/// @param checks each required check
/// @param refused evidence that counted for nothing; by itself it denies nothing
/// @param attestations what the landing rests on, each once
public record Verdict(
    Optional<Edition> judgedBy,
    boolean isGated,
    List<Reason> reasons,
    List<CheckVerdict> checks,
    List<Refused> refused,
    List<Digest> attestations) {
  public Verdict {
    reasons = List.copyOf(reasons);
    checks = List.copyOf(checks);
    refused = List.copyOf(refused);
    attestations = List.copyOf(attestations);
  }

  public boolean isAllowed() {
    return reasons.isEmpty() && checks.stream().allMatch(CheckVerdict::isProved);
  }
}
