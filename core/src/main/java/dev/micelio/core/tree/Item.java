package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;

/// What a node holds: files at level 0, children above. Ordered by key.
@SuppressWarnings(
    "ArrayRecordComponent") // millions of them: keys are never changed, items never compared by
// equals
sealed interface Item {
  byte[] key();

  /// `key` is the path's key, see [TreePath].
  record FileItem(byte[] key, EntryKind kind, Digest digest, long size) implements Item {
    static FileItem of(Entry entry) {
      return new FileItem(entry.path().key(), entry.kind(), entry.digest(), entry.size());
    }

    Entry entry() {
      return new Entry(TreePath.ofKey(key), kind, digest, size);
    }

    boolean sameContent(FileItem other) {
      return kind == other.kind && size == other.size && digest.equals(other.digest);
    }
  }

  /// A node one level below: `key` is the last key in it, the rest sums up the files under it.
  record ChildItem(byte[] key, Digest id, long files, long bytes, long extensions)
      implements Item {}
}
