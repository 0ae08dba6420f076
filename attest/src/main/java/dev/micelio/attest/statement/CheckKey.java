package dev.micelio.attest.statement;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import java.util.List;

/// What a result is filed under: SHA-256 of the canonical CBOR `["mic-check", 1, name, action,
/// system, src]`.
public final class CheckKey {
  private CheckKey() {}

  public static Digest of(String name, Action action, String system, Digest src) {
    return Digest.of(question(name, action, system, src).encode());
  }

  private static Cbor question(String name, Action action, String system, Digest src) {
    return Cbor.array(
        Cbor.of("mic-check"),
        Cbor.of(1),
        Cbor.of(name),
        action(action),
        Cbor.of(system),
        Cbor.of(src));
  }

  private static Cbor action(Action action) {
    return switch (action) {
      case Action.Nix nix -> Cbor.array(Cbor.of("nix"), texts(nix.attr()));
      case Action.Run run ->
          Cbor.array(
              Cbor.of("run"),
              texts(run.argv()),
              variables(run),
              Cbor.array(
                  run.tools().stream()
                      .map(tool -> Cbor.array(Cbor.of(tool.name()), Cbor.of(tool.sha256())))
                      .toList()),
              Cbor.of(run.network()));
    };
  }

  static Cbor texts(List<String> texts) {
    return Cbor.array(texts.stream().map(Cbor::of).toList());
  }

  static Cbor variables(Action.Run run) {
    var map = Cbor.map();
    run.env().forEach((name, value) -> map.put(name, Cbor.of(value)));
    return map.build();
  }
}
