package dev.micelio.checks.result;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.NodeSource;
import dev.micelio.core.tree.NodeSummary;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// All nodes of one tree in one file, the root first: a tree is kept whole or not at all.
final class TreePack {
  /// Trees of about half a million files. A larger one is not kept.
  static final int BYTES_MAX = 64 << 20;

  private static final int NODES_BYTES_MAX = 60 << 20;
  private static final int NODES_MAX = 1 << 19;
  private static final int ROUND_MAX = 512;
  private static final CborLimits LIMITS = new CborLimits(BYTES_MAX, Tree.NODE_BYTES_MAX, 2);

  private TreePack() {}

  /// Nothing when the tree is too large.
  static Optional<byte[]> write(Digest id, NodeSource source) {
    var ids = new LinkedHashSet<Digest>();
    long bytes = 0;
    for (List<NodeSummary> level : new Tree(id, source).nodes()) {
      for (var node : level) {
        if (ids.add(node.id())) {
          bytes += node.sizeBytes();
        }
      }
    }
    if (bytes > NODES_BYTES_MAX || ids.size() > NODES_MAX) {
      return Optional.empty();
    }
    var nodes = new ArrayList<Cbor>(ids.size());
    var all = List.copyOf(ids);
    for (int at = 0; at < all.size(); at += ROUND_MAX) {
      for (byte[] node : source.read(all.subList(at, Math.min(all.size(), at + ROUND_MAX)))) {
        nodes.add(Cbor.of(node));
      }
    }
    return Optional.of(Cbor.array(nodes).encode());
  }

  /// Nothing when the first node is not the root.
  static Optional<NodeSource> read(Digest id, byte[] pack) {
    var nodes = new NodesInMemory();
    var ids =
        CborField.of("a kept tree", Cbor.decode("a kept tree", pack, LIMITS))
            .list(
                NODES_MAX,
                node -> {
                  byte[] bytes = CborField.of("a node", node).bytesUpTo(Tree.NODE_BYTES_MAX);
                  var found = Digest.of(bytes);
                  nodes.write(found, bytes);
                  return found;
                });
    return !ids.isEmpty() && ids.getFirst().equals(id) ? Optional.of(nodes) : Optional.empty();
  }
}
