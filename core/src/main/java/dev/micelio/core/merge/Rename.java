package dev.micelio.core.merge;

import dev.micelio.core.tree.TreePath;

/// A hint: `side` deleted `from` and added `to` with the same content. The merge itself does not
/// follow it.
public record Rename(Side side, TreePath from, TreePath to) {

  /// Who changed something.
  public enum Side {
    OURS,
    THEIRS
  }
}
