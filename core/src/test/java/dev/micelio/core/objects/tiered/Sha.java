package dev.micelio.core.objects.tiered;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;
import java.util.Optional;
import java.util.SplittableRandom;

/// The addressing of these tests: below `sha/`, a key ends in the digest of its bytes.
final class Sha {
  static final Addressing ADDRESSING =
      key ->
          key.text().startsWith("sha/")
              ? Optional.of(bytes -> key.equals(key(bytes)))
              : Optional.empty();

  private Sha() {}

  static Key key(byte[] bytes) {
    return new Key("sha/" + Digest.of(bytes).hex());
  }

  static byte[] bytes(long seed, int size) {
    var bytes = new byte[size];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }
}
