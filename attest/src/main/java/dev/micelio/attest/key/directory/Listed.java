package dev.micelio.attest.key.directory;

import dev.micelio.core.problem.Problem;

/// What stands under a name of the key directory.
public sealed interface Listed {
  KeyName name();

  record Sound(StoredKey key) implements Listed {
    @Override
    public KeyName name() {
      return key.name();
    }
  }

  /// It can not be used.
  record Broken(KeyName name, Problem problem) implements Listed {}
}
