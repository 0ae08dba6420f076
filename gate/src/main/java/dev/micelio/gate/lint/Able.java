package dev.micelio.gate.lint;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.verify.Use;
import dev.micelio.gate.policy.GateRules.Distinct;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.Principal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who can sign today: with a key for it that counts and is not revoked.
final class Able {
  private final Set<KeyId> revoked;
  private final LocalDate today;

  Able(Policy policy, LocalDate today) {
    revoked =
        policy.revocations().stream()
            .map(Policy.Revocation::key)
            .collect(Collectors.toUnmodifiableSet());
    this.today = today;
  }

  boolean isRevoked(Principal.Key key) {
    return revoked.contains(key.key().id());
  }

  List<Principal> of(Collection<Principal> principals, Use use) {
    return principals.stream()
        .filter(principal -> principal.keys().stream().anyMatch(key -> isAble(key, use)))
        .toList();
  }

  private boolean isAble(Principal.Key key, Use use) {
    return key.uses().contains(use)
        && !isRevoked(key)
        && !today.isBefore(key.from())
        && today.isBefore(key.until());
  }

  /// How many of them count as different. No policy knows how many machines somebody has: one is
  /// enough to reach any number.
  static boolean reaches(Collection<Principal> able, int need, Distinct distinct) {
    return switch (distinct) {
      case PRINCIPAL -> able.size() >= need;
      case ORG ->
          able.stream().flatMap(principal -> principal.org().stream()).distinct().count() >= need;
      case MACHINE -> !able.isEmpty();
    };
  }

  /// Those without any one of whom the others do not reach.
  static List<String> missed(Collection<Principal> able, int need, Distinct distinct) {
    return able.stream()
        .filter(lost ->
            !reaches(
                able.stream().filter(other -> !other.name().equals(lost.name())).toList(),
                need,
                distinct))
        .map(Principal::name)
        .toList();
  }
}
