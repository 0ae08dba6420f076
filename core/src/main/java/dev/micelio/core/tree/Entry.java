package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;

/// One file of a tree. `digest` and `size` are of the raw content.
public record Entry(TreePath path, EntryKind kind, Digest digest, long size) {
  public Entry {
    if (size < 0) {
      throw new IllegalArgumentException("a size is never negative: " + size);
    }
  }
}
