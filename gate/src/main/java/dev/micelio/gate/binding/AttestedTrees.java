package dev.micelio.gate.binding;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// In which paths other trees differ from one tree; each is compared once. For one thread.
final class AttestedTrees {
  /// How many trees are compared; the ones behind are passed over.
  static final int TREES_MAX = 8;

  /// A tree that differs in more paths is passed over: to restrict costs no more by then.
  static final int DIFFERING_MAX = 50_000;

  private final Tree tree;
  private final Map<Digest, Optional<List<TreePath>>> compared = new HashMap<>();

  AttestedTrees(Tree tree) {
    this.tree = tree;
  }

  /// Empty for a tree that is passed over.
  Optional<List<TreePath>> differing(Digest other) {
    var known = compared.get(other);
    if (known != null) {
      return known;
    }
    if (compared.size() == TREES_MAX) {
      return Optional.empty();
    }
    var differing = compare(other);
    compared.put(other, differing);
    return differing;
  }

  private Optional<List<TreePath>> compare(Digest other) {
    List<TreePath> paths = new ArrayList<>();
    try {
      return WithinReach.of(() -> {
        tree.diff(
            other,
            difference -> {
              if (paths.size() == DIFFERING_MAX) {
                throw new TooFar();
              }
              paths.add(difference.path());
            });
        return paths;
      });
    } catch (TooFar _) {
      return Optional.empty();
    }
  }

  private static final class TooFar extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooFar() {
      super(null, null, false, false);
    }
  }
}
