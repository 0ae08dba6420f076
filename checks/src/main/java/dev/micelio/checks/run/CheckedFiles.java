package dev.micelio.checks.run;

import dev.micelio.checks.source.Contents;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.NodeSource;
import dev.micelio.core.tree.Tree;

/// The files that are checked: a tree as it was found, with the nodes of its restricted trees, of
/// which many threads may read.
public record CheckedFiles(Digest tree, NodeSource nodes, Contents contents) {

  Tree tree(Digest id) {
    return new Tree(id, nodes);
  }
}
