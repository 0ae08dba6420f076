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
  private final Map<Digest, byte[]> nodes = new HashMap<>();
  private long read;
  private long written;
  private long bytesWritten;

  @Override
  public void write(Digest id, byte[] node) {
    nodes.put(id, node);
    written++;
    bytesWritten += node.length;
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    read += ids.size();
    var found = new ArrayList<byte[]>(ids.size());
    for (var id : ids) {
      byte[] node = nodes.get(id);
      if (node == null) {
        throw new IllegalStateException("no node " + id);
      }
      found.add(node);
    }
    return found;
  }

  void reset() {
    read = 0;
    written = 0;
    bytesWritten = 0;
  }

  long read() {
    return read;
  }

  long written() {
    return written;
  }

  long bytesWritten() {
    return bytesWritten;
  }
}
