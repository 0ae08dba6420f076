package dev.micelio.cli.key;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import picocli.CommandLine.Model.CommandSpec;

/// The key that a command names.
final class NamedKey {
  private NamedKey() {}

  static void describe(CommandSpec spec) {
    Parameters.perhaps(spec, "NAME", "a name or a key id; if not given, `default` or the only key");
  }

  static StoredKey of(Call call, KeyDirectory directory) {
    return call.given().hasMatchedPositional(0)
        ? directory.find(call.given().matchedPositionalValue(0, ""))
        : directory.find();
  }
}
