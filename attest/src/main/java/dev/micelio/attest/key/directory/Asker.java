package dev.micelio.attest.key.directory;

import java.util.Optional;

/// Whoever can be asked for a passphrase.
@FunctionalInterface
public interface Asker {
  /// The bytes, which are wiped by whoever asked; nothing when nobody can be asked.
  Optional<byte[]> ask(String prompt);
}
