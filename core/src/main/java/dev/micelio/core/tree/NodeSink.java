package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;

/// Where new nodes go. A node may be given more than once, and children come before their parents.
public interface NodeSink {
  void write(Digest id, byte[] node);
}
