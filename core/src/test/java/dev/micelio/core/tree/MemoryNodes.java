package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
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

  @Override
  public List<byte[]> read(List<Digest> ids) {
    rounds++;
    var answer = new ArrayList<byte[]>();
    for (var id : ids) {
      read++;
      byte[] node = nodes.get(id);
      if (node == null) {
        throw new IllegalStateException("no node " + id);
      }
      answer.add(node);
    }
    return answer;
  }
}
