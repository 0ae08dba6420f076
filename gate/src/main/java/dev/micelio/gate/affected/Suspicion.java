package dev.micelio.gate.affected;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.gate.policy.NixVersions;
import java.util.List;

/// What is not believed any more.
public sealed interface Suspicion {

  /// Whatever this key signed.
  record Key(KeyId id) implements Suspicion {}

  /// What such a Nix built.
  record Nix(NixVersions versions) implements Suspicion {}

  /// What a Nix built that believed this key of a binary cache: anything in it may have come from
  /// there. The key is `NAME:BASE64`, or its name alone.
  record Substituter(String key) implements Suspicion {}

  /// The subjects of an utterance that are suspected.
  default List<Subject> of(Utterance.Said utterance) {
    return switch (this) {
      case Key(var id) -> utterance.key().equals(id) ? utterance.subjects() : List.of();
      case Nix(var versions) ->
          utterance.nix().filter(nix -> isAmong(versions, nix.version())).isPresent()
              ? builtByNix(utterance)
              : List.of();
      case Substituter(var key) ->
          utterance.nix().filter(nix -> believes(nix, key)).isPresent()
              ? builtByNix(utterance)
              : List.of();
    };
  }

  private static boolean isAmong(NixVersions versions, String version) {
    return versions.allow(version) || !NixVersions.canRead(version);
  }

  private static boolean believes(CheckRun.NixSettings nix, String key) {
    return nix.substituters().stream()
        .flatMap(substituter -> substituter.keys().stream())
        .anyMatch(each -> each.equals(key) || each.startsWith(key + ":"));
  }

  private static List<Subject> builtByNix(Utterance.Said utterance) {
    return utterance.subjects().stream()
        .filter(subject -> subject instanceof Subject.Result result && result.isNix())
        .toList();
  }
}
