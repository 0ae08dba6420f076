package dev.micelio.core.session;

import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;

/// What a session makes of one path.
public sealed interface PathChange {
  TreePath path();

  /// What it does to a tree.
  Change onTree();

  /// The path holds this. `added` says that the base has nothing there.
  record Put(TreePath path, boolean added, EntryKind kind, FileContent content)
      implements PathChange {
    @Override
    public Change onTree() {
      return new Change.Put(new Entry(path, kind, content.digest(), content.size()));
    }
  }

  /// The path holds nothing.
  record Delete(TreePath path) implements PathChange {
    @Override
    public Change onTree() {
      return new Change.Remove(path);
    }
  }
}
