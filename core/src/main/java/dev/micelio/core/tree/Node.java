package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One node, decoded. `encoded` are the bytes whose digest is `id`.
@SuppressWarnings(
    "ArrayRecordComponent") // shared by many readers: nobody changes its arrays, or compares nodes
// but by id
record Node(int level, Item[] items, Digest id, byte[] encoded, Item.@Nullable ChildItem summary) {
  /// An inner node of one level below this is at least 65 items wide, so that 10^18 files stay
  /// below it.
  static final int LEVEL_MAX = 12;

  static final int ITEMS_MAX = Cutter.FORCED;
  static final int SIZE_BYTES_MAX = ITEMS_MAX * (TreePath.SIZE_BYTES_MAX + 64) + 16;

  byte[] lastKey() {
    return items[items.length - 1].key();
  }

  /// The place of the first item whose key is not below `key`; the number of items when there is
  /// none.
  int seek(byte[] key) {
    int low = 0;
    int high = items.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(items[middle].key(), key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// What a node of these items is to its parent; an empty one has none.
  static Item.@Nullable ChildItem summary(Digest id, Item[] items) {
    long files = 0;
    long bytes = 0;
    long extensions = 0;
    for (var item : items) {
      switch (item) {
        case Item.FileItem file -> {
          files++;
          bytes = Math.addExact(bytes, file.size());
          extensions |= Extensions.bit(file.key());
        }
        case Item.ChildItem child -> {
          files = Math.addExact(files, child.files());
          bytes = Math.addExact(bytes, child.bytes());
          extensions |= child.extensions();
        }
      }
    }
    return items.length == 0
        ? null
        : new Item.ChildItem(items[items.length - 1].key(), id, files, bytes, extensions);
  }

  /// This node as its parent holds it.
  Item.ChildItem asChild() {
    return Objects.requireNonNull(summary, "the empty node has no parent");
  }
}
