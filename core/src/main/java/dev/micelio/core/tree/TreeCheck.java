package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Checks every node of a tree. Holds one round of nodes per level. Used once.
///
/// What lies below a node at the wrong place is not looked at: else a few nodes that name each
/// other many times over would take for ever. As every level's keys rise, no node is visited twice.
final class TreeCheck {
  private static final int ROUND_MAX = 64;

  private final NodeSource source;
  private final Consumer<Problem> found;
  private final List<LevelCheck> levels = new ArrayList<>();

  TreeCheck(NodeSource source, Consumer<Problem> found) {
    this.source = source;
    this.found = found;
  }

  void run(Digest id) {
    var root = read(List.of(id)).get(id);
    if (root == null) {
      return;
    }
    holds(() -> Nodes.checkRoot(root));
    for (int level = 0; level <= root.level(); level++) {
      levels.add(new LevelCheck(level, found));
    }
    visit(root.level(), List.of(new Seen(root)));
    levels.forEach(LevelCheck::end);
  }

  /// A node in its place; null for one that can not be looked at.
  private record Seen(@Nullable Node node) {}

  /// A node's place; null where a parent is missing, so that nobody knows what should be there.
  private record Named(Item.@Nullable ChildItem child) {}

  private void visit(int level, List<Seen> round) {
    var children = new ArrayList<Named>();
    for (var seen : round) {
      var node = seen.node();
      if (node == null || !levels.get(level).follows(node)) {
        levels.get(level).gap();
        children.add(new Named(null));
      } else if (level > 0) {
        for (var item : node.items()) {
          children.add(new Named((Item.ChildItem) item));
        }
      }
    }
    if (level > 0) {
      for (int at = 0; at < children.size(); at += ROUND_MAX) {
        visit(
            level - 1,
            below(level, children.subList(at, Math.min(children.size(), at + ROUND_MAX))));
      }
    }
  }

  private List<Seen> below(int parentLevel, List<Named> children) {
    var ids = new LinkedHashSet<Digest>();
    for (var named : children) {
      if (named.child() != null) {
        ids.add(named.child().id());
      }
    }
    var nodes = ids.isEmpty() ? Map.<Digest, Node>of() : read(List.copyOf(ids));
    return children.stream().map(named -> new Seen(inPlace(parentLevel, named, nodes))).toList();
  }

  private @Nullable Node inPlace(int parentLevel, Named named, Map<Digest, Node> nodes) {
    var child = named.child();
    var node = child == null ? null : nodes.get(child.id());
    if (child == null || node == null) {
      return null;
    }
    if (!holds(() -> Nodes.checkPlace(parentLevel, child, node))) {
      return null;
    }
    holds(() -> Nodes.checkSums(child, node));
    return node;
  }

  /// Those that are there and well-formed. When a round fails, its halves are tried, so that one
  /// missing node does not hide the others.
  private Map<Digest, Node> read(List<Digest> ids) {
    List<byte[]> encoded;
    try {
      encoded = Nodes.readAll(source, ids);
    } catch (Problem fault) {
      if (ids.size() > 1 && isOfTree(fault)) {
        var nodes = new HashMap<>(read(ids.subList(0, ids.size() / 2)));
        nodes.putAll(read(ids.subList(ids.size() / 2, ids.size())));
        return nodes;
      }
      tell(fault);
      return Map.of();
    }
    var nodes = new HashMap<Digest, Node>();
    for (int i = 0; i < ids.size(); i++) {
      var id = ids.get(i);
      byte[] bytes = encoded.get(i);
      holds(() -> nodes.put(id, NodeFormat.decode(id, bytes)));
    }
    return nodes;
  }

  private boolean holds(Runnable check) {
    try {
      check.run();
      return true;
    } catch (Problem fault) {
      tell(fault);
      return false;
    }
  }

  private void tell(Problem fault) {
    if (!isOfTree(fault)) {
      throw fault;
    }
    found.accept(fault);
  }

  private static boolean isOfTree(Problem fault) {
    return fault.kind() == Problem.Kind.CORRUPT;
  }
}
