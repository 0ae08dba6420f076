package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.List;

/// Where nodes are read from. What it answers is not trusted: the tree checks digests and content.
public interface NodeSource {

  /// The bytes of these nodes, in this order, in as few rounds as the source can. One that is
  /// missing is a problem.
  List<byte[]> read(List<Digest> ids);
}
