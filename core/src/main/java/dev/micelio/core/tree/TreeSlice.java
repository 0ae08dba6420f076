package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Cuts a contiguous range out of a tree: all nodes that lie more than w items inside the range are
/// the tree's own; only a few at each edge and level are cut again. Used once.
///
/// At each level the slice's items are some new ones, then a run of the old tree's, then some new
/// ones.
final class TreeSlice {
  private final Nodes nodes;
  private final NodeWriter writer;

  private List<Item> left = List.of();
  private @Nullable KeyRange kept;
  private List<Item> right = List.of();

  TreeSlice(Nodes nodes, NodeWriter writer, KeyRange range) {
    this.nodes = nodes;
    this.writer = writer;
    this.kept = range;
  }

  Digest run(Digest id) {
    var root = nodes.root(id);
    if (root.items().length == 0) {
      return id;
    }
    for (int level = 0; level <= root.level(); level++) {
      var range = kept;
      if (range == null) {
        return above(level);
      }
      cut(level, new Cursor(nodes, root, level), range);
    }
    return above(root.level() + 1);
  }

  private void cut(int level, Cursor cursor, KeyRange range) {
    var tail = cursor.copy();
    boolean inside = seekTail(tail, range);
    byte[][] context = inside ? tail.keysBefore(Cutter.W) : new byte[0][];
    var head = new Head(level, context.length == 0 ? null : context[context.length - 1]);
    left.forEach(head.cutter::add);
    boolean met = head.run(cursor, range);
    if (!met) {
      right.forEach(head.cutter::add);
      head.cutter.end();
      left = head.made;
      right = List.of();
      kept = null;
      return;
    }
    var made = new ArrayList<Item>();
    var cutter =
        new Cutter(
            level, items -> made.add(writer.write(NodeFormat.encode(level, items)).asChild()));
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
    right.forEach(cutter::add);
    cutter.end();
    left = head.made;
    right = made;
    byte[] last = context[context.length - 1];
    kept =
        Arrays.equals(head.stop, last)
            ? null
            : KeyRange.between(Objects.requireNonNull(head.stop), last);
  }

  /// Goes to the last node behind whose beginning at least w items of the range follow. False when
  /// that is the range's own beginning.
  private static boolean seekTail(Cursor tail, KeyRange range) {
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

  /// The nodes at the beginning of a level, cut until a boundary falls where the old tree had one
  /// and nothing but the old tree's items lies within w before it.
  private final class Head {
    private final Cutter cutter;
    private final List<Item> made = new ArrayList<>();
    private final TreeSet<byte[]> boundaries = new TreeSet<>(Arrays::compareUnsigned);
    private final byte @Nullable [] latest;
    private int added;
    private byte @Nullable [] stop;

    /// The old boundary to be met is at `latest` or before; null when there is none.
    Head(int level, byte @Nullable [] latest) {
      this.latest = latest;
      cutter =
          new Cutter(
              level,
              items -> {
                made.add(writer.write(NodeFormat.encode(level, items)).asChild());
                byte[] last = items.getLast().key();
                if (isMet(last)) {
                  stop = last;
                }
              });
    }

    /// Whether such a boundary was met before the range ended.
    boolean run(Cursor cursor, KeyRange range) {
      cursor.seek(range.low());
      do {
        var node = cursor.node();
        boundaries.add(node.lastKey());
        for (var item : node.items()) {
          if (range.isPast(item.key())) {
            return false;
          }
          if (!range.isBefore(item.key())) {
            added++;
            cutter.add(item);
          }
          if (stop != null) {
            return true;
          }
        }
      } while (cursor.next());
      return false;
    }

    private boolean isMet(byte[] last) {
      return latest != null
          && added - cutter.undecided() >= Cutter.W
          && Arrays.compareUnsigned(last, latest) <= 0
          && boundaries.contains(last);
    }
  }

  private Digest above(int level) {
    var items = new ArrayList<>(left);
    items.addAll(right);
    if (items.isEmpty()) {
      return new TreeBuilder(writer).finish();
    }
    if (level > 0 && items.size() == 1) {
      return ((Item.ChildItem) items.getFirst()).id();
    }
    return TreeBuilder.above(level, items, writer);
  }
}
