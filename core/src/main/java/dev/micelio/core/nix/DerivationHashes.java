package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.micelio.core.digest.Digest;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The paths that outputs must have, computed from the derivations themselves. A derivation's hash
/// is the one of its text with each input replaced by that one's hash, and the hash of a fixed one
/// is of what it promises: so two ways to fetch the same bytes are one. For one thread; what was
/// hashed is kept.
public final class DerivationHashes {
  /// All that stand behind one derivation.
  public static final int DERIVATIONS_MAX = 1 << 20;

  private static final String WHAT = "a derivation";

  /// Absent where the outputs are open.
  private final Map<StorePath, Optional<Digest>> known = new HashMap<>();

  private final Function<StorePath, Derivation> derivations;

  /// Asks for each derivation once. What it is given must have the path that was asked for.
  public DerivationHashes(Function<StorePath, Derivation> derivations) {
    this.derivations = derivations;
  }

  /// Each output of a derivation with its path; empty where only the build will tell.
  public Optional<SortedMap<String, StorePath>> outputPaths(StorePath path) {
    var derivation = ask(path);
    hashInputs(path, derivation);
    String name = path.derivedName();
    if (derivation.outputs().get("out") instanceof Output.Fixed fixed) {
      return fixedPath(fixed, name)
          .map(out -> Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("out", out))));
    }
    return hash(derivation, true)
        .map(hash -> {
          var paths = new TreeMap<String, StorePath>();
          derivation
              .outputs()
              .keySet()
              .forEach(output -> paths.put(output, outputPath(output, hash, name)));
          return Collections.unmodifiableSortedMap(paths);
        });
  }

  private static StorePath outputPath(String output, Digest hash, String name) {
    return StorePath.make(
        "output:" + output, hash, output.equals("out") ? name : name + "-" + output);
  }

  private static Optional<StorePath> fixedPath(Output.Fixed fixed, String name) {
    String algorithm = fixed.algorithm();
    if (algorithm.equals("r:sha256")) {
      return Optional.of(StorePath.ofSource(Digest.parse(fixed.hash()), name));
    }
    if (algorithm.startsWith("text:") || algorithm.startsWith("git:")) {
      return Optional.empty();
    }
    String promise = "fixed:out:" + algorithm + ":" + fixed.hash() + ":";
    return Optional.of(outputPath("out", Digest.of(promise.getBytes(ISO_8859_1)), name));
  }

  /// Depth first, with the way down kept here: inputs of inputs may be many thousands deep.
  private void hashInputs(StorePath path, Derivation derivation) {
    Deque<StorePath> way = new ArrayDeque<>();
    Map<StorePath, Derivation> read = new HashMap<>();
    Set<StorePath> begun = new HashSet<>();
    read.put(path, derivation);
    way.push(path);
    while (!way.isEmpty()) {
      var next = way.peek();
      if (known.containsKey(next)) {
        way.pop();
        continue;
      }
      var asked = read.computeIfAbsent(next, this::ask);
      if (begun.add(next)) {
        asked.inputDerivations().keySet().stream()
            .filter(input -> !known.containsKey(input))
            .forEach(way::push);
        if (known.size() + way.size() > DERIVATIONS_MAX) {
          throw Faults.malformed(WHAT, "more than " + DERIVATIONS_MAX + " others behind it");
        }
      } else {
        way.pop();
        read.remove(next);
        known.put(next, hashOf(asked));
      }
    }
  }

  private Derivation ask(StorePath path) {
    if (!path.isDerivation()) {
      throw Faults.malformed(WHAT, "the path " + path + ", which does not end in .drv");
    }
    var derivation = derivations.apply(path);
    var own = derivation.path(path.derivedName());
    if (!own.equals(path)) {
      throw Faults.malformed(WHAT, "the path " + own + " where " + path + " was asked for");
    }
    return derivation;
  }

  private Optional<Digest> hashOf(Derivation derivation) {
    if (derivation.outputs().get("out")
        instanceof Output.Fixed(var path, var algorithm, var hash)) {
      String promise = "fixed:out:" + algorithm + ":" + hash + ":" + path;
      return Optional.of(Digest.of(promise.getBytes(ISO_8859_1)));
    }
    return hash(derivation, false);
  }

  private Optional<Digest> hash(Derivation derivation, boolean masked) {
    var inputs = new TreeMap<String, SortedSet<String>>();
    for (var input : derivation.inputDerivations().entrySet()) {
      var hash = known.getOrDefault(input.getKey(), Optional.empty());
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      inputs.computeIfAbsent(hash.get().hex(), _ -> new TreeSet<>()).addAll(input.getValue());
    }
    boolean open = derivation.outputs().values().stream().anyMatch(Output.Open.class::isInstance);
    return open
        ? Optional.empty()
        : Optional.of(Digest.of(new DerivationWriter(derivation).write(inputs, masked)));
  }
}
