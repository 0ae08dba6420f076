package dev.micelio.gate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.SecretKey;
import dev.micelio.core.digest.Digest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keys whose seeds everybody knows: each has a name.
public final class TestKey {
  /// Every policy of a test names some, and each takes a while to work out.
  private static final Map<String, String> PUBLIC = new ConcurrentHashMap<>();

  private TestKey() {}

  public static SecretKey of(String name) {
    return SecretKey.of(Digest.of(name.getBytes(UTF_8)).bytes());
  }

  /// As a policy writes it.
  public static String base64(String name) {
    return PUBLIC.computeIfAbsent(
        name, _ -> Base64.getEncoder().encodeToString(of(name).publicKey().raw()));
  }
}
