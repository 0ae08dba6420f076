package dev.micelio.gate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.PublicKey;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/// Policies for tests.
final class Policies {
  static final String PROJECT = "[project]\nid = \"0f8fad5bd9cb469fa16570867728950e\"\n";

  /// A file with everything in it that a policy can say.
  static final String WHOLE =
      """
      [project]
      id = "0f8fad5bd9cb469fa16570867728950e"
      version = 17

      [check.fmt]

      [check.unit]
      inputs = ["**", "!docs/**"]
      attr = 'packages.{system}."unit.tests"'
      systems = ["x86_64-linux", "aarch64-darwin"]
      timeout = "12h"

      [check."a.b-c"]
      run = ["sh", "-c", "exit 0"]
      tools = ["sh", "git"]
      env = ["LANG", "LC_ALL"]
      network = true
      systems = ["x86_64-linux"]

      [gate]
      require = ["fmt", "unit"]
      owners = { of = ["pedro", "ana"], need = 2 }
      signers = 2
      max-age = "30d"
      sandbox = "relaxed"
      nix = ">=2.34.7, <3"
      isolation = "any"
      substituted = true
      attempts = 3
      spot = { rate = 0.05, first = 20 }

      [[gate.paths]]
      match = ["src/crypto/**"]
      require = ["a.b-c"]
      signers = { need = 2, distinct = "org" }

      [[gate.paths]]
      match = ["*.toml"]
      signers = 1

      [principal.pedro]
      kind = "human"
      org = "acme"
      keys = [
        { ed25519 = "%s", use = ["check", "endorse"], from = "2026-01-01", until = "2027-01-01" },
        { ed25519 = "%s", use = ["endorse"], from = 2027-01-01, until = 2028-01-01 },
      ]

      [principal.ana]
      kind = "agent"
      keys = [{ ed25519 = "%s", use = ["endorse"], from = "2026-01-01", until = "2027-01-01" }]

      [principal."runner:ci"]
      kind = "runner"
      org = "other"
      keys = [{ ssh = "%s", use = ["check", "reexec"], from = "2026-01-01", until = "2027-01-01" }]

      [principal."forge.example"]
      kind = "forge"
      keys = [{ ed25519 = "%s", use = ["decide"], from = "2026-01-01", until = "2027-01-01" }]

      [[revoke]]
      key = "%s"
      after = 184223
      reason = "laptop stolen"
      """
          .formatted(base64(1), base64(2), base64(3), ssh(4) + " ci@host", base64(5), keyId(1));

  private Policies() {}

  static PolicyFile read(String text) {
    return PolicyFile.read(text.getBytes(UTF_8));
  }

  static Policy sound(String text) {
    var file = read(text);
    assertThat(file).isInstanceOf(PolicyFile.Valid.class);
    return ((PolicyFile.Valid) file).policy();
  }

  /// Each as line:column: what; next.
  static List<String> faults(String text) {
    return switch (read(text)) {
      case PolicyFile.Valid _ -> List.of();
      case PolicyFile.Invalid(var faults) -> faults.stream().map(PolicyFault::toString).toList();
    };
  }

  static byte[] publicKey(int number) {
    byte[] seed = ByteBuffer.allocate(32).putInt(number).array();
    return new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
  }

  static String base64(int number) {
    return Base64.getEncoder().encodeToString(publicKey(number));
  }

  static String ssh(int number) {
    var blob = ByteBuffer.allocate(51).putInt(11).put("ssh-ed25519".getBytes(UTF_8)).putInt(32);
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.put(publicKey(number)).array());
  }

  static String keyId(int number) {
    return PublicKey.of(publicKey(number)).id().toString();
  }

  /// A principal with one key that may do this.
  static String principal(String name, int number, String use) {
    return """
    [principal.%s]
    kind = "human"
    keys = [{ ed25519 = "%s", use = ["%s"], from = "2026-01-01", until = "2027-01-01" }]
    """
        .formatted(name, base64(number), use);
  }
}
