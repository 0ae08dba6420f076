package dev.micelio.gate.decision;

import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.Principal;
import java.util.List;
import java.util.Optional;

/// Who may change a policy, and how many of them it takes. A gate that names none means everybody
/// who has a key to endorse, each alone.
record Owners(List<String> of, int need) {
  Owners {
    of = List.copyOf(of);
  }

  static Owners of(Policy policy) {
    return policy
        .rules()
        .owners()
        .map(owners -> new Owners(owners.of(), owners.need()))
        .orElseGet(() -> new Owners(endorsers(policy), 1));
  }

  private static List<String> endorsers(Policy policy) {
    return policy.principals().values().stream()
        .filter(principal -> principal.hasKeyFor(Use.ENDORSE))
        .map(Principal::name)
        .toList();
  }

  /// How many of them could endorse now.
  long able(Policy policy, long nowSeconds) {
    return of.stream()
        .flatMap(name -> policy.principal(name).stream())
        .filter(principal ->
            principal.keys().stream()
                .map(key -> policy.trustedKeys().find(key.key().id()))
                .flatMap(Optional::stream)
                .anyMatch(key -> counts(key, nowSeconds)))
        .count();
  }

  private static boolean counts(TrustedKey key, long nowSeconds) {
    return key.uses().contains(Use.ENDORSE)
        && !key.revoked()
        && key.fromSeconds() <= nowSeconds
        && nowSeconds < key.untilSeconds();
  }
}
