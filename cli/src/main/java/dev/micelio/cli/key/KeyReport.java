package dev.micelio.cli.key;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.attest.key.file.SshLine;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;

/// One key, for people and for programs.
record KeyReport(StoredKey key) {

  String text(Paint paint) {
    return paint.heading(key.name().text())
        + "\n"
        + row(paint, "id", key.publicKey().id().toString())
        + row(paint, "public", line())
        + row(paint, "ssh", SshLine.fingerprint(key.publicKey()))
        + row(paint, "secret", secret());
  }

  private static String row(Paint paint, String what, String value) {
    return "  " + paint.faint("%-6s".formatted(what)) + "  " + value + "\n";
  }

  String line() {
    return new SshLine(key.publicKey(), key.name().text()).text();
  }

  private String secret() {
    return switch (key.place()) {
      case StoredKey.Place.Here _ -> key.file().toString();
      case StoredKey.Place.SshFile file -> file.path() + ", an OpenSSH private key";
      case StoredKey.Place.Agent agent -> "the ssh-agent, for " + agent.path();
    };
  }

  /// Where the secret lies, in one word.
  String kind() {
    return switch (key.place()) {
      case StoredKey.Place.Here _ -> "file";
      case StoredKey.Place.SshFile _ -> "ssh-file";
      case StoredKey.Place.Agent _ -> "ssh-agent";
    };
  }

  private String path() {
    return switch (key.place()) {
      case StoredKey.Place.Here _ -> key.file().toString();
      case StoredKey.Place.SshFile file -> file.path().toString();
      case StoredKey.Place.Agent agent -> agent.path().toString();
    };
  }

  /// Whether the secret has a passphrase: looks at the file, and fails as signing would.
  boolean isEncrypted(KeyDirectory directory) {
    return directory.isEncrypted(key);
  }

  Json.Fields fields() {
    return Json.object()
        .with("name", key.name().text())
        .with("id", key.publicKey().id().toString())
        .with("algorithm", "ed25519")
        .with("public", line())
        .with("fingerprint", SshLine.fingerprint(key.publicKey()))
        .with("kind", kind())
        .with("path", path());
  }
}
