package dev.micelio.checks.nix;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.nix.StorePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What Nix's store holds.
final class NixStore {
  /// Paths in one command line; the system bounds its bytes.
  static final int PATHS_MAX = 1000;

  private final Commands commands;

  NixStore(Commands commands) {
    this.commands = commands;
  }

  /// What the store says of a path that is valid.
  record Registered(Digest nar, long narSize, List<StorePath> references) {
    Registered {
      references = List.copyOf(references);
    }
  }

  Set<StorePath> valid(Collection<StorePath> paths) {
    var valid = new TreeSet<>(paths);
    for (var some : inParts(valid)) {
      var words = new ArrayList<>(List.of("--check-validity", "--print-invalid"));
      words.addAll(some);
      commands.nixStore(words).orThrow().lines().stream()
          .map(StorePath::parse)
          .forEach(valid::remove);
    }
    return valid;
  }

  /// Empty where one of them is not valid.
  Optional<Map<StorePath, Registered>> registered(Collection<StorePath> paths) {
    var found = new HashMap<StorePath, Registered>();
    for (var some : inParts(new TreeSet<>(paths))) {
      var words = new ArrayList<>(List.of("--dump-db"));
      words.addAll(some);
      var answer = commands.nixStore(words);
      if (!answer.isGood()) {
        return Optional.empty();
      }
      try {
        read(answer.lines(), found);
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw Faults.unexpected(answer.command(), e.getMessage() + " in " + answer.lines());
      }
    }
    return found.keySet().equals(new HashSet<>(paths)) ? Optional.of(found) : Optional.empty();
  }

  /// For each path five lines (itself, the NAR's digest in hex and its size, the deriver, how many
  /// references there are) and one for each reference.
  private static void read(List<String> lines, Map<StorePath, Registered> found) {
    int at = 0;
    while (at < lines.size()) {
      int references = Integer.parseInt(lines.get(at + 4));
      found.put(
          StorePath.parse(lines.get(at)),
          new Registered(
              Digest.parse(lines.get(at + 1)),
              Long.parseLong(lines.get(at + 2)),
              lines.subList(at + 5, at + 5 + references).stream().map(StorePath::parse).toList()));
      at += 5 + references;
    }
  }

  private static List<List<String>> inParts(Collection<StorePath> paths) {
    var all = paths.stream().map(StorePath::path).toList();
    var parts = new ArrayList<List<String>>();
    for (int from = 0; from < all.size(); from += PATHS_MAX) {
      parts.add(all.subList(from, Math.min(all.size(), from + PATHS_MAX)));
    }
    return parts;
  }
}
