package dev.micelio.gate.policy;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.verify.Use;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who signs.
public record Principal(String name, Kind kind, Optional<String> org, List<Key> keys) {
  public static final int COUNT_MAX = 4096;
  public static final int NAME_BYTES_MAX = 128;

  /// Of all principals together.
  public static final int KEYS_MAX = 4096;

  public Principal {
    keys = List.copyOf(keys);
  }

  public enum Kind {
    HUMAN,
    RUNNER,
    AGENT,
    FORGE
  }

  /// A key and what it may sign, from the first moment of one day to the first moment of another
  /// (UTC).
  public record Key(PublicKey key, Set<Use> uses, LocalDate from, LocalDate until) {
    public Key {
      uses = Set.copyOf(uses);
    }
  }

  public boolean hasKeyFor(Use use) {
    return keys.stream().anyMatch(key -> key.uses().contains(use));
  }
}
