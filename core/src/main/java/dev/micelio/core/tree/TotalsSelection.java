package dev.micelio.core.tree;

import dev.micelio.core.pattern.Reach;
import org.jspecify.annotations.Nullable;

/// Adds up a range: the sums that inner nodes carry, and the files at its two edges.
final class TotalsSelection implements TreeWalk.Selection {
  private final KeyRange range;
  private Totals totals = Totals.NONE;

  TotalsSelection(KeyRange range) {
    this.range = range;
  }

  Totals totals() {
    return totals;
  }

  @Override
  public Reach reach(byte @Nullable [] after, Item.ChildItem subtree) {
    if (range.isBefore(subtree.key()) || (after != null && range.isPast(after))) {
      return Reach.NONE;
    }
    boolean begins =
        range.low() == null || (after != null && !range.isBefore(KeyRange.with(after, 0)));
    return begins && !range.isPast(subtree.key()) ? Reach.ALL : Reach.SOME;
  }

  @Override
  public boolean wants(byte[] key) {
    return range.holds(key);
  }

  @Override
  public void file(Item.FileItem wanted) {
    totals = totals.plus(1, wanted.size());
  }

  @Override
  public void subtree(byte @Nullable [] after, Item.ChildItem wanted) {
    totals = totals.plus(wanted.files(), wanted.bytes());
  }
}
