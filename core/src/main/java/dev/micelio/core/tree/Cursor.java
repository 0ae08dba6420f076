package dev.micelio.core.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Walks the nodes of one level of a tree in either direction, reading only the path to each.
final class Cursor {
  private final Nodes nodes;
  private final int level;

  /// From the root to a node of `level`, and which item of each leads to the next.
  private final Node[] path;

  private final int[] places;

  Cursor(Nodes nodes, Node root, int level) {
    this(nodes, level, new Node[root.level() - level + 1], new int[root.level() - level + 1]);
    path[0] = root;
  }

  private Cursor(Nodes nodes, int level, Node[] path, int[] places) {
    this.nodes = nodes;
    this.level = level;
    this.path = path;
    this.places = places;
  }

  Cursor copy() {
    return new Cursor(nodes, level, path.clone(), places.clone());
  }

  Node node() {
    return path[path.length - 1];
  }

  /// Goes to the node that holds `key` or would hold it: the first that does not end before it,
  /// else the last.
  Node seek(byte @Nullable [] key) {
    for (int at = 0; at < path.length - 1; at++) {
      places[at] = key == null ? 0 : Math.min(path[at].seek(key), path[at].items().length - 1);
      path[at + 1] = below(at);
    }
    return node();
  }

  void seekLast() {
    for (int at = 0; at < path.length - 1; at++) {
      places[at] = path[at].items().length - 1;
      path[at + 1] = below(at);
    }
  }

  /// Whether the level ends with this node; reads nothing.
  boolean isLast() {
    for (int at = 0; at < path.length - 1; at++) {
      if (has(at, places[at] + 1)) {
        return false;
      }
    }
    return true;
  }

  boolean next() {
    return step(1);
  }

  boolean previous() {
    return step(-1);
  }

  private boolean step(int direction) {
    int at = path.length - 2;
    while (at >= 0 && !has(at, places[at] + direction)) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    places[at] += direction;
    path[at + 1] = below(at);
    for (at++; at < path.length - 1; at++) {
      places[at] = direction > 0 ? 0 : path[at].items().length - 1;
      path[at + 1] = below(at);
    }
    return true;
  }

  /// The last `count` keys before the node that this cursor is at, in order; fewer when the level
  /// begins earlier.
  byte[][] keysBefore(int count) {
    var back = copy();
    var keys = new byte[count][];
    int begin = count;
    while (begin > 0 && back.previous()) {
      var items = back.node().items();
      for (int i = items.length - 1; i >= 0 && begin > 0; i--) {
        keys[--begin] = items[i].key();
      }
    }
    return Arrays.copyOfRange(keys, begin, count);
  }

  private boolean has(int at, int place) {
    return place >= 0 && place < path[at].items().length;
  }

  private Node below(int at) {
    return nodes.child(path[at].level(), (Item.ChildItem) path[at].items()[places[at]]);
  }
}
