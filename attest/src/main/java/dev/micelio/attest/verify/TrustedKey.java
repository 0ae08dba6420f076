package dev.micelio.attest.verify;

import dev.micelio.attest.key.PublicKey;
import java.util.Set;

/// A key that a policy names: whose it is, what it may sign, and when. Seconds since 1970; it
/// counts from the first second and no more at the last.
public record TrustedKey(
    PublicKey key,
    String principal,
    Set<Use> uses,
    long fromSeconds,
    long untilSeconds,
    boolean revoked) {
  public TrustedKey {
    uses = Set.copyOf(uses);
  }
}
