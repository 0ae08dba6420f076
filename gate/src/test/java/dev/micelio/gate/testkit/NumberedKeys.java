package dev.micelio.gate.testkit;

import dev.micelio.attest.key.PublicKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/// Parts of policies, with keys that a number gives.
public final class NumberedKeys {
  private NumberedKeys() {}

  public static PublicKey key(int number) {
    byte[] seed = ByteBuffer.allocate(32).putInt(number).array();
    return PublicKey.of(new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded());
  }

  public static String keyId(int number) {
    return key(number).id().toString();
  }

  public static String base64(int number) {
    return Base64.getEncoder().encodeToString(key(number).raw());
  }

  /// A person with one key, for the year 2026.
  public static String principal(String name, int number, String... uses) {
    return """
    [principal.%s]
    kind = "human"
    keys = [{ ed25519 = "%s", use = [%s], from = "2026-01-01", until = "2027-01-01" }]
    """
        .formatted(
            name,
            base64(number),
            Arrays.stream(uses).map(use -> "\"" + use + "\"").collect(Collectors.joining(", ")));
  }
}
