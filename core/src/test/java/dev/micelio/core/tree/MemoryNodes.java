package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Nodes in memory that count what is asked of them.
final class MemoryNodes implements NodeSource, NodeSink {
  private final Map<Digest, byte[]> nodes = new HashMap<>();
  int written;
  int read;
  int rounds;

  @Override
  public void write(Digest id, byte[] node) {
    nodes.put(id, node);
    written++;
  }

  boolean has(Digest id) {
    return nodes.containsKey(id);
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    rounds++;
    var answer = new ArrayList<byte[]>();
    for (var id : ids) {
      read++;
      byte[] node = nodes.get(id);
      if (node == null) {
        throw new Problem(
            Problem.Kind.CORRUPT, "tree.missing-node", "no node " + id, "put it back");
      }
      answer.add(node);
    }
    return answer;
  }
}
