package dev.micelio.core.tree;

/// What becomes of one path.
public sealed interface Change {
  TreePath path();

  /// The entry is there, whether or not there was one before.
  record Put(Entry entry) implements Change {
    @Override
    public TreePath path() {
      return entry.path();
    }
  }

  /// The path has no entry.
  record Remove(TreePath path) implements Change {}
}
