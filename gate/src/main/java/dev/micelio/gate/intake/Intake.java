package dev.micelio.gate.intake;

import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Verifies what was offered by the keys of a policy, at the time of its receipt. For one thread.
public final class Intake {
  /// Of one landing.
  public static final int OFFERED_MAX = 64;

  /// Of what was received before.
  public static final int KNOWN_MAX = 1024;

  private final Verifier verifier;

  public Intake(Policy policy) {
    verifier = new Verifier(policy.project(), policy.trustedKeys());
  }

  /// What is believed of them, in their order. The same bytes count once, as they were received
  /// first.
  public Admitted admit(List<Offered> offered) {
    if (offered.size() > OFFERED_MAX + KNOWN_MAX) {
      throw new IllegalArgumentException(offered.size() + " attestations are too many to read");
    }
    var sorting = new Sorting(verifier);
    firstReceipts(offered).forEach(sorting::add);
    return sorting.admitted();
  }

  private static Map<Digest, Offered> firstReceipts(List<Offered> offered) {
    var first = new LinkedHashMap<Digest, Offered>();
    for (var each : offered) {
      first.merge(
          Digest.of(each.file()),
          each,
          (one, other) -> one.receivedSeconds() <= other.receivedSeconds() ? one : other);
    }
    return first;
  }
}
