package dev.micelio.checks.nix;

import dev.micelio.checks.source.Contents;
import dev.micelio.checks.source.Materialiser;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.nix.SourceNar;
import dev.micelio.core.nix.StorePath;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Trees in Nix's store. Where a tree lies follows from its content alone, so that one which is
/// there is not written again.
final class Sources {
  static final String NAME = "source";

  private final Env env;
  private final Commands commands;
  private final NixStore store;
  private final Roots roots;

  /// Of those that this process has seen.
  private final Map<StorePath, Digest> nars = new ConcurrentHashMap<>();

  Sources(Env env, Commands commands, NixStore store, Roots roots) {
    this.env = env;
    this.commands = commands;
    this.store = store;
    this.roots = roots;
  }

  /// A root that is named after tree and NAR says where the tree lies, and that it still does.
  StorePath add(Tree tree, Contents contents, Workspaces workspaces) {
    String beginning = tree.id().hex() + "-";
    var known = roots.find(NAME, beginning);
    if (known.isPresent()) {
      var nar = Digest.parse(known.get().substring(beginning.length()));
      return seen(StorePath.ofSource(nar, NAME), nar);
    }
    var nar = SourceNar.of(tree, contents::open).digest();
    var path = StorePath.ofSource(nar, NAME);
    if (store.valid(Set.of(path)).isEmpty()) {
      copy(tree, contents, workspaces, path);
    }
    roots.keep(NAME, beginning + nar.hex(), path.path());
    return seen(path, nar);
  }

  private StorePath seen(StorePath path, Digest nar) {
    nars.put(path, nar);
    return path;
  }

  private void copy(Tree tree, Contents contents, Workspaces workspaces, StorePath expected) {
    try (var workspace = workspaces.open()) {
      var directory = workspace.path().resolve(NAME);
      try {
        Files.createDirectory(directory);
      } catch (IOException e) {
        throw Faults.unwritable(directory, e);
      }
      new Materialiser(env, contents).write(tree, directory);
      var answer = commands.nixStore(List.of("--add", directory.toString()));
      if (!answer.isGood()) {
        throw Faults.notAdded(answer.reason());
      }
      String found = String.join(" ", answer.lines());
      if (!found.equals(expected.path())) {
        throw Faults.otherPath(expected, found);
      }
    }
  }

  /// SHA-256 of the NAR of a source in the store.
  Digest nar(StorePath source) {
    var known = nars.get(source);
    if (known != null) {
      return known;
    }
    var registered = store.registered(Set.of(source)).orElseThrow(() -> Faults.gone(source));
    return Objects.requireNonNull(registered.get(source)).nar();
  }
}
