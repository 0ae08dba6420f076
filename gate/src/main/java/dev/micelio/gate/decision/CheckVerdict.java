package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Reason;
import dev.micelio.core.digest.Digest;
import java.util.List;
import java.util.Optional;

/// What was found for one required check, on one system; empty for a command, which may run on any.
///
/// @param source what its inputs give in the result
/// @param needed how many different signers it takes, and by what they differ: `principal`, `org`
///   or `machine`
/// @param signers the principals whose results count
/// @param attestations theirs, in the same order
/// @param reasons why it is not proved; where it is, none
public record CheckVerdict(
    String name,
    Optional<String> system,
    Digest source,
    int needed,
    String distinct,
    List<String> signers,
    List<Digest> attestations,
    List<Reason> reasons) {
  public CheckVerdict {
    signers = List.copyOf(signers);
    attestations = List.copyOf(attestations);
    reasons = List.copyOf(reasons);
  }

  public boolean isProved() {
    return reasons.isEmpty();
  }

  /// What makes the evidence that is missing.
  public String command() {
    return "mic check --only " + name;
  }
}
