package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Changes one level of a tree and says what that changes in the level above. Used once.
///
/// Where only values change, a node is written anew and no boundary moves. Where keys come or go,
/// the items from w before the first such place are cut again, until a boundary falls where the old
/// tree had one and no key has come or gone within w items before it: from there on everything is
/// as it was.
final class LevelEditor {

  /// `item` is what the key holds from now on; null for nothing.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Edit(byte[] key, @Nullable Item item) {

    /// Whether it adds a key to the node that it belongs to, or takes one away.
    boolean movesKeys(Node node) {
      int place = node.seek(key);
      boolean held = place < node.items().length && Arrays.equals(node.items()[place].key(), key);
      return held != (item != null);
    }
  }

  private final int level;
  private final Cursor cursor;
  private final List<Edit> edits;
  private final ReadAhead ahead;
  private final NodeWriter writer;
  private final TreeMap<byte[], Node> patched = new TreeMap<>(Arrays::compareUnsigned);
  private final TreeMap<byte[], @Nullable Item> above = new TreeMap<>(Arrays::compareUnsigned);

  /// `edits` rise by key.
  LevelEditor(int level, Nodes nodes, Node root, List<Edit> edits, NodeWriter writer) {
    this.level = level;
    this.cursor = new Cursor(nodes, root, level);
    this.edits = edits;
    this.ahead = new ReadAhead(nodes, root, level, edits);
    this.writer = writer;
  }

  /// The edits of the level above, in order.
  List<Edit> apply() {
    int at = 0;
    while (at < edits.size()) {
      ahead.reach(at);
      var node = cursor.seek(edits.get(at).key());
      int end = endOf(node, at);
      int moving = firstMoving(node, at, end);
      at = moving == end ? patch(node, at, end) : recut(at, edits.get(moving).key());
    }
    patched.values().forEach(node -> above.put(node.lastKey(), writer.write(node).asChild()));
    var result = new ArrayList<Edit>(above.size());
    above.forEach((key, item) -> result.add(new Edit(key, item)));
    return result;
  }

  /// The first edit past the node; all the rest belongs to the last one.
  private int endOf(Node node, int from) {
    if (cursor.isLast()) {
      return edits.size();
    }
    int end = from;
    while (end < edits.size()
        && Arrays.compareUnsigned(edits.get(end).key(), node.lastKey()) <= 0) {
      end++;
    }
    return end;
  }

  /// The first edit of the node for which keys come or go; `to` when only values change.
  private int firstMoving(Node node, int from, int to) {
    int at = from;
    while (at < to && !edits.get(at).movesKeys(node)) {
      at++;
    }
    return at;
  }

  private int patch(Node node, int from, int to) {
    var items = node.items().clone();
    for (var edit : edits.subList(from, to)) {
      if (edit.item() != null) {
        items[node.seek(edit.key())] = edit.item();
      }
    }
    var anew = NodeFormat.encode(level, List.of(items));
    if (!anew.id().equals(node.id())) {
      patched.put(node.lastKey(), anew);
    }
    return to;
  }

  /// Cuts anew around `place`, the first moved key of the cursor's node, whose edits begin at
  /// `from`, and answers the first edit that is not yet done. Going back from an earlier edit, of a
  /// value, could lead to where another stretch was cut anew, and to boundaries that are gone.
  private int recut(int from, byte[] place) {
    int before = cursor.node().seek(place);
    while (before < Cutter.W && cursor.previous()) {
      before += cursor.node().items().length;
    }
    byte[][] context = cursor.keysBefore(Cutter.W);
    int begin = context.length == 0 ? 0 : from;
    if (context.length > 0) {
      byte[] behind = context[context.length - 1];
      while (begin > 0 && Arrays.compareUnsigned(edits.get(begin - 1).key(), behind) > 0) {
        begin--;
      }
      patched.tailMap(behind, false).clear();
    } else {
      patched.clear();
    }
    return new Recut(begin, place).run(context);
  }

  /// One stretch of the level that is cut anew.
  private final class Recut {
    private final Cutter cutter = new Cutter(level, this::cut);

    /// The old nodes of the stretch, by their last keys.
    private final TreeMap<byte[], Digest> old = new TreeMap<>(Arrays::compareUnsigned);

    private final byte[] reason;
    private int next;
    private int sinceKeysMoved;
    private byte[] latest = {};
    private byte @Nullable [] stop;

    /// Does the edits from `next` on, and goes past the key `reason`.
    Recut(int next, byte[] reason) {
      this.next = next;
      this.reason = reason;
    }

    int run(byte[][] context) {
      for (byte[] key : context) {
        cutter.context(key);
      }
      do {
        var node = cursor.node();
        old.put(node.lastKey(), node.id());
        for (int i = 0; i < node.items().length && stop == null; i++) {
          merge(node.items()[i]);
        }
        ahead.reach(next);
      } while (stop == null && cursor.next());
      if (stop == null) {
        while (next < edits.size()) {
          insert(edits.get(next++));
        }
        cutter.end();
      }
      var replaced = stop == null ? old : old.headMap(stop, true);
      replaced.forEach((last, id) -> {
        if (!above.containsKey(last)) {
          above.put(last, null);
        } else if (above.get(last) instanceof Item.ChildItem same && same.id().equals(id)) {
          above.remove(last);
        }
      });
      while (stop != null
          && next > 0
          && Arrays.compareUnsigned(edits.get(next - 1).key(), stop) > 0) {
        next--;
      }
      return next;
    }

    private void merge(Item item) {
      while (next < edits.size() && stop == null) {
        var edit = edits.get(next);
        int order = Arrays.compareUnsigned(edit.key(), item.key());
        if (order > 0) {
          break;
        }
        next++;
        if (order < 0) {
          insert(edit);
        } else if (edit.item() == null) {
          sinceKeysMoved = 0;
          return;
        } else {
          add(edit.item());
          return;
        }
      }
      if (stop == null) {
        add(item);
      }
    }

    private void insert(Edit edit) {
      if (edit.item() != null) {
        sinceKeysMoved = -1;
        add(edit.item());
      }
    }

    private void add(Item item) {
      if (level == 0) {
        TreePath.requireNext(latest, item.key());
        latest = item.key();
      }
      sinceKeysMoved++;
      cutter.add(item);
    }

    private void cut(List<Item> items) {
      var node = NodeFormat.encode(level, items);
      byte[] last = node.lastKey();
      var before = old.get(last);
      if (!node.id().equals(before)) {
        writer.write(node);
      }
      above.put(last, node.asChild());
      if (before != null
          && Arrays.compareUnsigned(last, reason) >= 0
          && sinceKeysMoved - cutter.undecided() >= Cutter.W) {
        stop = last;
      }
    }
  }
}
