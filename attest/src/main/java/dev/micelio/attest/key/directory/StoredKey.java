package dev.micelio.attest.key.directory;

import dev.micelio.attest.key.PublicKey;
import java.nio.file.Path;

/// A key of the key directory, without its secret.
///
/// @param file where it stands in the directory
public record StoredKey(KeyName name, Path file, PublicKey publicKey, Place place) {

  /// Where the secret is.
  public sealed interface Place {
    /// In the file itself.
    record Here() implements Place {}

    /// In an OpenSSH private key file, perhaps encrypted.
    record SshFile(Path path) implements Place {}

    /// In whichever ssh-agent runs; the path is that of the public key.
    record Agent(Path path) implements Place {}
  }
}
