package dev.micelio.attest.verify;

import dev.micelio.attest.key.KeyId;
import java.util.Optional;

/// The keys that a policy names.
public interface TrustedKeys {
  Optional<TrustedKey> find(KeyId id);
}
