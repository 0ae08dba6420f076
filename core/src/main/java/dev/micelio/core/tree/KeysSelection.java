package dev.micelio.core.tree;

import dev.micelio.core.pattern.Reach;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The files that have one of some keys, which are sorted.
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeysSelection(byte[][] keys, Consumer<Item.FileItem> visitor) implements TreeWalk.Selection {

  @Override
  public Reach reach(byte @Nullable [] after, Item.ChildItem subtree) {
    int first = after == null ? 0 : firstPast(after);
    return first < keys.length && Arrays.compareUnsigned(keys[first], subtree.key()) <= 0
        ? Reach.SOME
        : Reach.NONE;
  }

  private int firstPast(byte[] key) {
    int place = Arrays.binarySearch(keys, key, Arrays::compareUnsigned);
    return place < 0 ? -place - 1 : place + 1;
  }

  @Override
  public boolean wants(byte[] key) {
    return Arrays.binarySearch(keys, key, Arrays::compareUnsigned) >= 0;
  }

  @Override
  public void file(Item.FileItem wanted) {
    visitor.accept(wanted);
  }

  @Override
  public void subtree(byte @Nullable [] after, Item.ChildItem wanted) {
    throw new IllegalStateException("keys are visited file by file");
  }
}
