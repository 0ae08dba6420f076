package dev.micelio.gate.decision;

import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.verify.Verified;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The people who stand behind results, by the check key.
final class People {
  private final Map<Digest, Digest> endorsements = new HashMap<>();

  People(Policy policy, List<Verified<Endorsement>> endorsed) {
    for (var endorsement : endorsed) {
      if (endorsement.statement().of() instanceof Endorsement.Of.Result(var key)
          && isHuman(policy, endorsement.principal())) {
        endorsements.putIfAbsent(key, endorsement.id());
      }
    }
  }

  private static boolean isHuman(Policy policy, String name) {
    return policy
        .principal(name)
        .filter(principal -> principal.kind() == Principal.Kind.HUMAN)
        .isPresent();
  }

  /// A person's endorsement of the results under this key.
  Optional<Digest> behind(Digest key) {
    return Optional.ofNullable(endorsements.get(key));
  }
}
