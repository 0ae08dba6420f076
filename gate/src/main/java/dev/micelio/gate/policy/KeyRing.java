package dev.micelio.gate.policy;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.TrustedKeys;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every key of a policy under its id.
final class KeyRing implements TrustedKeys {
  private final Map<KeyId, TrustedKey> keys = new HashMap<>();

  private KeyRing() {}

  static KeyRing of(Collection<Principal> principals, List<Policy.Revocation> revocations) {
    var revoked =
        revocations.stream().map(Policy.Revocation::key).collect(Collectors.toUnmodifiableSet());
    var ring = new KeyRing();
    for (var principal : principals) {
      for (var key : principal.keys()) {
        var id = key.key().id();
        ring.keys.put(
            id,
            new TrustedKey(
                key.key(),
                principal.name(),
                key.uses(),
                midnight(key.from()),
                midnight(key.until()),
                revoked.contains(id)));
      }
    }
    return ring;
  }

  private static long midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  @Override
  public Optional<TrustedKey> find(KeyId id) {
    return Optional.ofNullable(keys.get(id));
  }
}
