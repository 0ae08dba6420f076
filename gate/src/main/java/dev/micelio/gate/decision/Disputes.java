package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.core.digest.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds who says of the same question that it fails. It is healed by the same signer's later pass,
/// or by a person.
final class Disputes {
  private final Testimonies testimonies;
  private final Optional<Duration> maxAge;
  private final long nowSeconds;

  Disputes(Testimonies testimonies, Optional<Duration> maxAge, long nowSeconds) {
    this.testimonies = testimonies;
    this.maxAge = maxAge;
    this.nowSeconds = nowSeconds;
  }

  /// What stands against the results under this key.
  List<Reason> against(Digest key) {
    return testimonies.failures(key).stream()
        .filter(this::isRecent)
        .filter(failure -> !testimonies.isTakenBack(failure))
        .map(Disputes::reason)
        .toList();
  }

  private boolean isRecent(Testimony failure) {
    return maxAge.isEmpty()
        || nowSeconds - failure.run().receivedSeconds() <= maxAge.get().toSeconds();
  }

  private static Reason reason(Testimony failure) {
    return new Reason(
        Code.CHECK_DISPUTED,
        failure.where(),
        "a later pass by the same signer, or a person who endorses the result",
        "fail with exit " + failure.check().exit());
  }
}
