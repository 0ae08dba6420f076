package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.nix.Derivation;
import dev.micelio.core.nix.Output;
import dev.micelio.core.nix.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Derivations as they lie in Nix's store. Each is what its path says: a path is made of the text
/// and of what the text refers to.
final class Derivations {
  /// Behind one check, itself among them.
  static final int CLOSURE_MAX = 200_000;

  private static final String SUFFIX = ".drv";

  private final Installation installation;
  private final Map<StorePath, Known> known = new ConcurrentHashMap<>();

  Derivations(Installation installation) {
    this.installation = installation;
  }

  /// What is kept of one that was read; the whole of it would be too much of many.
  private record Known(Digest text, List<StorePath> inputs) {}

  Buildable buildable(List<String> attribute, StorePath path, Optional<Duration> timeout) {
    var derivation = read(path);
    var outputs = outputs(derivation);
    boolean sayHowTheyAreMade =
        derivation.outputs().values().stream().allMatch(Output.InputAddressed.class::isInstance);
    return new Buildable(
        attribute,
        path,
        known(path).text(),
        closure(path),
        outputs,
        Buildable.outputsKey(derivation.system(), path, outputs, sayHowTheyAreMade),
        timeout);
  }

  Derivation read(StorePath path) {
    byte[] bytes;
    try {
      var file = installation.file(path);
      if (Files.size(file) > Derivation.BYTES_MAX) {
        throw Faults.damaged(path);
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw Faults.gone(path);
    } catch (IOException e) {
      throw Faults.unreadable(path, e);
    }
    var derivation = Derivation.parse(bytes);
    String name = path.name();
    if (!name.endsWith(SUFFIX)
        || !derivation.path(name.substring(0, name.length() - SUFFIX.length())).equals(path)) {
      throw Faults.damaged(path);
    }
    known.put(
        path, new Known(Digest.of(bytes), List.copyOf(derivation.inputDerivations().keySet())));
    return derivation;
  }

  /// Those whose path is known before they are built.
  static SortedMap<String, StorePath> outputs(Derivation derivation) {
    var paths = new TreeMap<String, StorePath>();
    derivation
        .outputs()
        .forEach((name, output) -> {
          switch (output) {
            case Output.InputAddressed(var path) -> paths.put(Derivation.text(name), path);
            case Output.Fixed(var path, _, _) -> paths.put(Derivation.text(name), path);
            case Output.Open _ -> {}
          }
        });
    return paths;
  }

  /// SHA-256 of a line for each derivation, in the order of their paths: the path, a space, SHA-256
  /// of its text in hex.
  private Digest closure(StorePath top) {
    var found = new TreeMap<StorePath, Digest>();
    Deque<StorePath> open = new ArrayDeque<>(List.of(top));
    while (!open.isEmpty()) {
      var path = open.pop();
      if (found.containsKey(path)) {
        continue;
      }
      var one = known(path);
      found.put(path, one.text());
      if (found.size() > CLOSURE_MAX) {
        throw Faults.tooMany(CLOSURE_MAX);
      }
      open.addAll(one.inputs());
    }
    var manifest = new StringBuilder();
    found.forEach(
        (path, text) -> manifest.append(path).append(' ').append(text.hex()).append('\n'));
    return Digest.of(manifest.toString().getBytes(UTF_8));
  }

  private Known known(StorePath path) {
    var one = known.get(path);
    if (one == null) {
      read(path);
      one = known.get(path);
    }
    if (one == null) {
      throw Faults.gone(path);
    }
    return one;
  }
}
