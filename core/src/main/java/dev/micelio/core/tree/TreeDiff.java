package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares two trees level by level: what both have of a level is dropped unread, the rest is read
/// in one round.
final class TreeDiff {
  private final Nodes nodes;

  TreeDiff(Nodes nodes) {
    this.nodes = nodes;
  }

  /// The differences, in the order of their paths.
  void run(Digest before, Digest after, Consumer<Difference> found) {
    var left = Level.of(nodes.root(before));
    var right = Level.of(nodes.root(after));
    while (left.number > right.number) {
      left = left.below(nodes);
    }
    while (right.number > left.number) {
      right = right.below(nodes);
    }
    for (; ; ) {
      var common = new HashSet<>(left.ids());
      common.retainAll(new HashSet<>(right.ids())); // of a list, each look would be a walk
      left = left.without(common);
      right = right.without(common);
      if (left.number == 0) {
        break;
      }
      left = left.below(nodes);
      right = right.below(nodes);
    }
    compare(new Files(left), new Files(right), found);
  }

  private static void compare(Files left, Files right, Consumer<Difference> found) {
    var before = left.next();
    var after = right.next();
    while (before != null || after != null) {
      int order =
          before == null
              ? 1
              : after == null ? -1 : Arrays.compareUnsigned(before.key(), after.key());
      if (order < 0) {
        found.accept(difference(before, null));
        before = left.next();
      } else if (order > 0) {
        found.accept(difference(null, after));
        after = right.next();
      } else {
        if (before != null && after != null && !before.sameContent(after)) {
          found.accept(difference(before, after));
        }
        before = left.next();
        after = right.next();
      }
    }
  }

  private static Difference difference(
      Item.@Nullable FileItem before, Item.@Nullable FileItem after) {
    var old = before == null ? null : before.entry();
    var current = after == null ? null : after.entry();
    if (old != null) {
      return new Difference(old.path(), old, current);
    }
    if (current == null) {
      throw new IllegalArgumentException("no difference without either side");
    }
    return new Difference(current.path(), null, current);
  }

  /// Nodes of one level that are still to be compared, unread.
  private record Level(int number, List<Item.ChildItem> nodes) {
    static Level of(Node root) {
      return new Level(
          root.level(), root.items().length == 0 ? List.of() : List.of(root.asChild()));
    }

    List<Digest> ids() {
      return nodes.stream().map(Item.ChildItem::id).toList();
    }

    Level without(HashSet<Digest> ids) {
      return ids.isEmpty()
          ? this
          : new Level(number, nodes.stream().filter(node -> !ids.contains(node.id())).toList());
    }

    Level below(Nodes source) {
      var children = new ArrayList<Item.ChildItem>();
      for (int at = 0; at < nodes.size(); at += Nodes.ROUND_MAX) {
        var round = nodes.subList(at, Math.min(nodes.size(), at + Nodes.ROUND_MAX));
        for (var node : source.children(number + 1, round)) {
          for (var item : node.items()) {
            children.add((Item.ChildItem) item);
          }
        }
      }
      return new Level(number - 1, children);
    }
  }

  /// The files of some leaves, read in rounds.
  private final class Files {
    private final List<Item.ChildItem> leaves;
    private List<Node> round = List.of();
    private int read;
    private int leaf;
    private int place;

    Files(Level level) {
      leaves = level.nodes;
    }

    Item.@Nullable FileItem next() {
      while (leaf < round.size() && place == round.get(leaf).items().length) {
        leaf++;
        place = 0;
      }
      if (leaf == round.size()) {
        if (read == leaves.size()) {
          return null;
        }
        int end = Math.min(leaves.size(), read + Nodes.ROUND_MAX);
        round = nodes.children(1, leaves.subList(read, end));
        read = end;
        leaf = 0;
        place = 0;
      }
      return (Item.FileItem) round.get(leaf).items()[place++];
    }
  }
}
