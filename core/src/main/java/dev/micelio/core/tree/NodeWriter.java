package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives new nodes to a sink, and remembers the inner ones of this operation.
final class NodeWriter {
  private final NodeSink sink;
  private final Map<Digest, Node> inner = new HashMap<>();

  NodeWriter(NodeSink sink) {
    this.sink = sink;
  }

  Node write(Node node) {
    sink.write(node.id(), node.encoded());
    if (node.level() > 0) {
      inner.put(node.id(), node);
    }
    return node;
  }

  @Nullable Node innerWritten(Digest id) {
    return inner.get(id);
  }
}
