package dev.micelio.checks.nix;

import dev.micelio.core.nix.Derivation;
import dev.micelio.core.nix.Output;
import dev.micelio.core.nix.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What must be built for a check.
///
/// @param missing what the check is made of and is not in the store, as `nix-store` names outputs
///   of a derivation
/// @param isBuilt whether all that the check itself makes is in the store
record Needs(List<String> missing, boolean isBuilt) {
  Needs {
    missing = List.copyOf(missing);
  }

  /// Asks the store once.
  static Needs of(
      Buildable what,
      Derivation derivation,
      Function<StorePath, Derivation> derivations,
      NixStore store) {
    var inputs = new TreeMap<String, Optional<List<StorePath>>>();
    derivation
        .inputDerivations()
        .forEach((input, names) ->
            inputs.put(
                input + "!" + Derivation.text(String.join(",", names)),
                paths(derivations.apply(input).outputs(), names)));
    var asked = new TreeSet<>(what.outputs().values());
    inputs.values().forEach(paths -> paths.ifPresent(asked::addAll));
    var valid = store.valid(asked);
    boolean isKnown = what.outputs().size() == derivation.outputs().size();
    return new Needs(
        inputs.entrySet().stream()
            .filter(input -> input.getValue().filter(valid::containsAll).isEmpty())
            .map(input -> input.getKey())
            .toList(),
        isKnown && valid.containsAll(what.outputs().values()));
  }

  /// Empty where the path of one is not known before it is built.
  private static Optional<List<StorePath>> paths(
      SortedMap<String, Output> outputs, Iterable<String> names) {
    var paths = new ArrayList<StorePath>();
    for (String name : names) {
      switch (outputs.get(name)) {
        case Output.InputAddressed(var path) -> paths.add(path);
        case Output.Fixed(var path, _, _) -> paths.add(path);
        case Output.Open _ -> {
          return Optional.empty();
        }
        case null -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(paths);
  }
}
