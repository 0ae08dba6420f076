package dev.micelio.core.tree;

import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A range of one level of a tree on its way into a level that is built: all nodes that lie more
/// than w items inside the range stay what they are; only a few at each edge are cut again. Used
/// once.
final class Run {
  private final KeyRange range;
  private final Cursor head;
  private final Cursor tail;

  /// The last w keys before the tail; empty when the tail is the range's own beginning.
  private final byte[][] context;

  /// Where nodes of the old level that were fed end.
  private final TreeSet<byte[]> boundaries = new TreeSet<>(Arrays::compareUnsigned);

  private int fed;
  private byte @Nullable [] met;

  Run(KeyRange range, Cursor cursor) {
    this.range = range;
    head = cursor;
    tail = cursor.copy();
    context = seekTail() ? tail.keysBefore(Cutter.W) : new byte[0][];
  }

  /// Goes to the last node behind whose beginning at least w items of the range follow. False when
  /// that is the range's own beginning.
  private boolean seekTail() {
    if (range.high() == null) {
      tail.seekLast();
    } else {
      tail.seek(range.high());
    }
    int follow = 0;
    for (; ; ) {
      for (var item : tail.node().items()) {
        if (range.isBefore(item.key())) {
          return false;
        }
        if (!range.isPast(item.key())) {
          follow++;
        }
      }
      if (follow >= Cutter.W) {
        return true;
      }
      if (!tail.previous()) {
        return false;
      }
    }
  }

  /// Feeds the range until a boundary falls where the old level had one and nothing but the range's
  /// items lies within w before it. False when the range ended first.
  boolean begin(Cutter cutter) {
    head.seek(range.low());
    do {
      var node = head.node();
      boundaries.add(node.lastKey());
      for (var item : node.items()) {
        if (range.isPast(item.key())) {
          return false;
        }
        if (!range.isBefore(item.key())) {
          fed++;
          cutter.add(item);
        }
        if (met != null) {
          return true;
        }
      }
    } while (head.next());
    return false;
  }

  /// A node was made that ends with `last`; `undecided` items were fed behind it.
  void cut(byte[] last, int undecided) {
    if (context.length > 0
        && fed - undecided >= Cutter.W
        && Arrays.compareUnsigned(last, context[context.length - 1]) <= 0
        && boundaries.contains(last)) {
      met = last;
    }
  }

  /// The nodes that stay what they are, as a range of the level above.
  @Nullable KeyRange between() {
    byte[] last = context[context.length - 1];
    return Arrays.equals(met, last) ? null : KeyRange.between(Objects.requireNonNull(met), last);
  }

  /// Feeds what is behind them.
  void end(Cutter cutter) {
    for (byte[] key : context) {
      cutter.context(key);
    }
    do {
      for (var item : tail.node().items()) {
        if (!range.isPast(item.key())) {
          cutter.add(item);
        }
      }
    } while (!range.isPast(tail.node().lastKey()) && tail.next());
  }
}
