package dev.micelio.attest.store;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;
import dev.micelio.core.problem.Problem;
import java.util.Optional;

/// The keys of attestations, their receipts and their index, below a project's prefix.
final class AttestationKeys {
  /// Into so many parts the first two digits of their ids divide the attestations.
  static final int SHARDS = 256;

  private static final String ALL = "attestations/";

  private AttestationKeys() {}

  static Key attestation(Digest id) {
    return new Key(ALL + sharded(id));
  }

  static Key receipt(Digest id) {
    return new Key(ALL + "receipts/" + sharded(id));
  }

  /// What the entries of a check key begin with.
  static String index(Digest checkKey) {
    return ALL + "by-key/" + checkKey.hex() + "/";
  }

  static Key entry(Digest checkKey, Digest id) {
    return new Key(index(checkKey) + id.hex());
  }

  /// What the attestations of a shard begin with. Neither receipts nor the index begin so.
  static String shard(int number) {
    return ALL + "%02x/".formatted(number);
  }

  /// The id that a key ends with; empty for what others put there.
  static Optional<Digest> id(Key key, String prefix) {
    String hex = key.text().substring(prefix.length());
    try {
      var id = Digest.parse(hex);
      return id.hex().equals(hex) ? Optional.of(id) : Optional.empty();
    } catch (Problem _) { // no digest, so no id
      return Optional.empty();
    }
  }

  private static String sharded(Digest id) {
    String hex = id.hex();
    return hex.substring(0, 2) + "/" + hex;
  }
}
