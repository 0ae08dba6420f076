package dev.micelio.checks.nix;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.nix.StorePath;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an attribute of a flake turned out to be.
///
/// @param derivationText SHA-256 of the text of the derivation
/// @param closure SHA-256 of the manifest of all derivations behind it, itself among them
/// @param outputs what it builds; those are left out whose path only the build will tell
/// @param outputsKey the same for two derivations of one system that build the same paths in the
///   same way
/// @param timeout how long the flake itself allows
public record Buildable(
    List<String> attribute,
    StorePath derivation,
    Digest derivationText,
    Digest closure,
    SortedMap<String, StorePath> outputs,
    Digest outputsKey,
    Optional<Duration> timeout) {

  public Buildable {
    attribute = List.copyOf(attribute);
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
  }

  /// Of the outputs where their paths say how all of them are made, else of the derivation: the
  /// path of promised content is the same whoever makes it.
  static Digest outputsKey(
      String system,
      StorePath derivation,
      SortedMap<String, StorePath> outputs,
      boolean sayHowTheyAreMade) {
    var paths =
        sayHowTheyAreMade
            ? outputs.values().stream().map(StorePath::path).toList()
            : List.of(derivation.path());
    return Digest.of(
        Cbor.array(
                Cbor.of("mic-outputs"),
                Cbor.of(1),
                Cbor.of(system),
                Cbor.array(paths.stream().sorted().map(Cbor::of).toList()))
            .encode());
  }
}
