package dev.micelio.gate.binding;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.NodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Nodes that count how many are read, some of which can be taken away or damaged.
final class NodesAtHand implements NodeSource, NodeSink {
  static final String GONE = "tree.gone";

  private final Map<Digest, byte[]> nodes = new HashMap<>();
  int read;

  @Override
  public void write(Digest id, byte[] node) {
    nodes.put(id, node);
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    var found = new ArrayList<byte[]>();
    for (var id : ids) {
      read++;
      byte[] node = nodes.get(id);
      if (node == null) {
        throw new Problem(Problem.Kind.UNAVAILABLE, GONE, "no node " + id, "put it back");
      }
      found.add(node);
    }
    return found;
  }

  void take(Digest id) {
    nodes.remove(id);
  }

  void damage(Digest id) {
    byte[] node = Objects.requireNonNull(nodes.get(id)).clone();
    node[node.length - 1] ^= 1;
    nodes.put(id, node);
  }
}
