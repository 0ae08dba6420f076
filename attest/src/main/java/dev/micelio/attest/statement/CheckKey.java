package dev.micelio.attest.statement;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import java.util.List;

/// What a result is filed under: SHA-256 of the canonical CBOR `["mic-check", 1, name, action,
/// system, src]`.
public final class CheckKey {
  private CheckKey() {}

  public static Digest of(String name, Action action, String system, Digest src) {
    return of(name, action(action), system, src);
  }

  /// Of a flake attribute, before anybody knows what it builds.
  public static Digest of(String name, List<String> attribute, String system, Digest src) {
    return of(name, attribute(attribute), system, src);
  }

  private static Digest of(String name, Cbor action, String system, Digest src) {
    return Digest.of(
        Cbor.array(
                Cbor.of("mic-check"),
                Cbor.of(1),
                Cbor.of(name),
                action,
                Cbor.of(system),
                Cbor.of(src))
            .encode());
  }

  private static Cbor action(Action action) {
    return switch (action) {
      case Action.Nix nix -> attribute(nix.attr());
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

  private static Cbor attribute(List<String> attribute) {
    return Cbor.array(Cbor.of("nix"), texts(attribute));
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
