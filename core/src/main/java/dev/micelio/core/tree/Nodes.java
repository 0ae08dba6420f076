package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The nodes of a source, decoded and checked against what their parents say of them. Keeps the
/// newest, bounded. For one thread.
final class Nodes {
  /// How much memory the kept nodes may take, about.
  private static final int KEPT_BYTES_MAX = 128 << 20;

  private static final int BYTES_PER_ITEM = 160;

  /// How many nodes one round asks for at most, so that a wide level does not have to fit into
  /// memory.
  static final int ROUND_MAX = 512;

  private final NodeSource source;
  private final LinkedHashMap<Digest, Node> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long keptBytes;

  Nodes(NodeSource source) {
    this.source = source;
  }

  NodeSource source() {
    return source;
  }

  Node root(Digest id) {
    var node = kept.get(id);
    if (node == null) {
      node = fetch(List.of(id)).getFirst();
    }
    checkRoot(node);
    return node;
  }

  /// The node that a node of level `parentLevel` holds as `child`.
  Node child(int parentLevel, Item.ChildItem child) {
    var node = keptChild(parentLevel, child);
    return node == null ? children(parentLevel, List.of(child)).getFirst() : node;
  }

  /// The same if it takes no reading, else null.
  @Nullable Node keptChild(int parentLevel, Item.ChildItem child) {
    var node = kept.get(child.id());
    if (node != null) {
      check(parentLevel, child, node);
    }
    return node;
  }

  /// The same for many of one level, in one round for all that are not kept.
  List<Node> children(int parentLevel, List<Item.ChildItem> children) {
    var known = new HashMap<Digest, Node>();
    var missing = new LinkedHashSet<Digest>();
    for (var child : children) {
      var node = kept.get(child.id());
      if (node == null) {
        missing.add(child.id());
      } else {
        known.put(child.id(), node);
      }
    }
    for (var node : fetch(List.copyOf(missing))) {
      known.put(node.id(), node);
    }
    var nodes = new ArrayList<Node>(children.size());
    for (var child : children) {
      var node = Objects.requireNonNull(known.get(child.id()));
      check(parentLevel, child, node);
      nodes.add(node);
    }
    return nodes;
  }

  /// Reads nodes that are not kept, in this order, in one round.
  List<Node> fetch(List<Digest> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var nodes = new ArrayList<Node>(ids.size());
    var encoded = readAll(source, ids);
    for (int i = 0; i < ids.size(); i++) {
      nodes.add(NodeFormat.decode(ids.get(i), encoded.get(i)));
    }
    nodes.forEach(this::keep);
    return nodes;
  }

  static List<byte[]> readAll(NodeSource source, List<Digest> ids) {
    var encoded = source.read(ids);
    if (encoded.size() != ids.size()) {
      throw new Problem(
          Problem.Kind.CORRUPT,
          "tree.miscounted",
          "a source of tree nodes gave " + encoded.size() + " when asked for " + ids.size(),
          "read the tree from another place; this one is broken or hostile");
    }
    return encoded;
  }

  private void keep(Node node) {
    if (kept.put(node.id(), node) == null) {
      keptBytes += weight(node);
    }
    var eldest = kept.values().iterator();
    while (keptBytes > KEPT_BYTES_MAX) {
      keptBytes -= weight(eldest.next());
      eldest.remove();
    }
  }

  private static long weight(Node node) {
    return node.encoded().length + (long) BYTES_PER_ITEM * (1 + node.items().length);
  }

  private static void check(int parentLevel, Item.ChildItem said, Node node) {
    checkPlace(parentLevel, said, node);
    checkSums(said, node);
  }

  static void checkPlace(int parentLevel, Item.ChildItem said, Node node) {
    if (node.level() != parentLevel - 1) {
      throw corrupt(
          said.id(), "has level " + node.level() + " below a node of level " + parentLevel);
    }
    if (node.items().length == 0 || !Arrays.equals(node.lastKey(), said.key())) {
      throw corrupt(said.id(), "ends with another key than its parent says");
    }
  }

  static void checkSums(Item.ChildItem said, Node node) {
    var is = node.asChild();
    if (is.files() != said.files()
        || is.bytes() != said.bytes()
        || is.extensions() != said.extensions()) {
      throw corrupt(said.id(), "holds other files than its parent sums up");
    }
  }

  static void checkRoot(Node root) {
    if (root.level() > 0 && root.items().length == 1) {
      throw corrupt(root.id(), "is the root and holds a single child");
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
