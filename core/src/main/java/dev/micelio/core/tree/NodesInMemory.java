package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Nodes of trees that only this process needs. For one thread.
public final class NodesInMemory implements NodeSource, NodeSink {
  private final Map<Digest, byte[]> nodes = new HashMap<>();

  @Override
  public void write(Digest id, byte[] node) {
    nodes.put(id, node);
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    return ids.stream().map(this::read).toList();
  }

  private byte[] read(Digest id) {
    byte[] node = nodes.get(id);
    if (node == null) {
      throw new Problem(
          Problem.Kind.CORRUPT,
          "tree.missing-node",
          "there is no tree node " + id + " in memory",
          "read the tree again");
    }
    return node;
  }
}
