package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The nodes of a source, decoded and checked against what their parents say of them. Keeps the
/// newest, bounded. For one thread.
final class Nodes {
  private static final int KEPT_MAX = 16_384;

  /// How many nodes one round asks for at most, so that a wide level does not have to fit into
  /// memory.
  static final int ROUND_MAX = 512;

  private final NodeSource source;
  private final Map<Digest, Node> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Node> eldest) {
          return size() > KEPT_MAX;
        }
      };

  Nodes(NodeSource source) {
    this.source = source;
  }

  Node root(Digest id) {
    var node = kept.get(id);
    if (node == null) {
      node = NodeFormat.decode(id, source.read(List.of(id)).getFirst());
      kept.put(id, node);
    }
    if (node.level() > 0 && node.items().length == 1) {
      throw corrupt(id, "is the root and holds a single child");
    }
    return node;
  }

  /// The node that a node of level `parentLevel` holds as `child`.
  Node child(int parentLevel, Item.ChildItem child) {
    return children(parentLevel, List.of(child)).getFirst();
  }

  /// The same for many of one level, in one round for all that are not kept.
  List<Node> children(int parentLevel, List<Item.ChildItem> children) {
    var missing = new LinkedHashSet<Digest>();
    for (var child : children) {
      if (!kept.containsKey(child.id())) {
        missing.add(child.id());
      }
    }
    var read = new LinkedHashMap<Digest, Node>();
    if (!missing.isEmpty()) {
      var ids = List.copyOf(missing);
      var encoded = source.read(ids);
      for (int i = 0; i < ids.size(); i++) {
        read.put(ids.get(i), NodeFormat.decode(ids.get(i), encoded.get(i)));
      }
    }
    var nodes = new ArrayList<Node>(children.size());
    for (var child : children) {
      var node = read.get(child.id());
      if (node == null) {
        node = kept.get(child.id());
      }
      if (node == null) {
        throw new IllegalStateException(
            "a kept node was dropped while it was in use: " + child.id());
      }
      check(parentLevel, child, node);
      nodes.add(node);
    }
    kept.putAll(read);
    return nodes;
  }

  private static void check(int parentLevel, Item.ChildItem said, Node node) {
    if (node.level() != parentLevel - 1) {
      throw corrupt(
          said.id(), "has level " + node.level() + " below a node of level " + parentLevel);
    }
    if (node.items().length == 0 || !Arrays.equals(node.lastKey(), said.key())) {
      throw corrupt(said.id(), "ends with another key than its parent says");
    }
    var is = node.asChild();
    if (is.files() != said.files()
        || is.bytes() != said.bytes()
        || is.extensions() != said.extensions()) {
      throw corrupt(said.id(), "holds other files than its parent sums up");
    }
  }

  static Problem corrupt(Digest id, String fault) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "tree.damaged",
        "tree node " + id.brief() + " " + fault,
        "run a check of the whole tree, and fetch it again from a place that still has it whole");
  }
}
