package dev.micelio.cli.key;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.cli.Call;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The key that a command names.
final class NamedKey {
  private NamedKey() {}

  static void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .index("0")
            .arity("0..1")
            .required(false)
            .paramLabel("NAME")
            .description("a name or a key id; if not given, `default` or the only key")
            .build());
  }

  static StoredKey of(Call call, KeyDirectory directory) {
    return call.given().hasMatchedPositional(0)
        ? directory.find(call.given().matchedPositionalValue(0, ""))
        : directory.find();
  }
}
