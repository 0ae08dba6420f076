package dev.micelio.bench;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.NodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Nodes in memory that count what is read and written.
final class CountedNodes implements NodeSource, NodeSink {
  /// Where a node says its level (docs/formats/tree.md).
  private static final int LEVEL_AT = 5;

  private final Map<Digest, byte[]> nodes = new HashMap<>();
  private final Map<Digest, byte[]> passing = new HashMap<>();
  private boolean kept = true;
  private NodeCount count = new NodeCount();

  /// From now on, what is written is gone with [#forgetPassing].
  void keepNoMore() {
    kept = false;
  }

  @Override
  public void write(Digest id, byte[] node) {
    (kept ? nodes : passing).put(id, node);
    count.written[node[LEVEL_AT]]++;
    count.bytesWritten[node[LEVEL_AT]] += node.length;
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    count.rounds++;
    var found = new ArrayList<byte[]>(ids.size());
    for (var id : ids) {
      byte[] node = nodes.get(id);
      node = node == null ? passing.get(id) : node;
      if (node == null) {
        throw new IllegalStateException("no node " + id);
      }
      count.read[node[LEVEL_AT]]++;
      found.add(node);
    }
    return found;
  }

  /// What was counted since the last time.
  NodeCount take() {
    var taken = count;
    count = new NodeCount();
    return taken;
  }

  void forgetPassing() {
    passing.clear();
  }
}
