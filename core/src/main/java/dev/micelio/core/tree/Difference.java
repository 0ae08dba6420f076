package dev.micelio.core.tree;

import org.jspecify.annotations.Nullable;

/// How one path differs between two trees: what `before` and `after` hold there, at least one of
/// them something.
public record Difference(TreePath path, @Nullable Entry before, @Nullable Entry after) {

  public enum Kind {
    ADDED,
    DELETED,
    MODIFIED
  }

  public Kind kind() {
    if (before == null) {
      return Kind.ADDED;
    }
    return after == null ? Kind.DELETED : Kind.MODIFIED;
  }
}
