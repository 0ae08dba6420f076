package dev.micelio.core.tree;

import dev.micelio.core.pattern.Reach;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every file of a range.
record RangeSelection(KeyRange range, Consumer<Item.FileItem> visitor)
    implements TreeWalk.Selection {

  @Override
  public Reach reach(byte @Nullable [] after, Item.ChildItem subtree) {
    return range.isBefore(subtree.key()) || (after != null && range.isPast(after))
        ? Reach.NONE
        : Reach.SOME;
  }

  @Override
  public boolean wants(byte[] key) {
    return range.holds(key);
  }

  @Override
  public void file(Item.FileItem wanted) {
    visitor.accept(wanted);
  }

  @Override
  public void subtree(byte @Nullable [] after, Item.ChildItem wanted) {
    throw new IllegalStateException("a range is visited file by file");
  }
}
