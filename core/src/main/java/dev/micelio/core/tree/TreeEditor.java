package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the tree that differs from another one by some changes. Used once.
final class TreeEditor {
  private final Nodes nodes;
  private final NodeWriter writer;

  TreeEditor(Nodes nodes, NodeWriter writer) {
    this.nodes = nodes;
    this.writer = writer;
  }

  /// Each path at most once among the changes, in any order.
  Digest apply(Digest id, Collection<Change> changes) {
    var edits = edits(changes);
    var root = nodes.root(id);
    if (root.items().length == 0) {
      return build(edits);
    }
    for (int level = 0; level <= root.level(); level++) {
      edits = new LevelEditor(level, nodes, root, edits, writer).apply();
      if (edits.isEmpty()) {
        return id;
      }
    }
    return top(root, edits);
  }

  private static List<LevelEditor.Edit> edits(Collection<Change> changes) {
    var sorted = new ArrayList<LevelEditor.Edit>(changes.size());
    for (var change : changes) {
      sorted.add(
          switch (change) {
            case Change.Put(var entry) -> {
              var file = Item.FileItem.of(entry);
              yield new LevelEditor.Edit(file.key(), file);
            }
            case Change.Remove(var path) -> new LevelEditor.Edit(path.key(), null);
          });
    }
    sorted.sort((left, right) -> Arrays.compareUnsigned(left.key(), right.key()));
    for (int i = 1; i < sorted.size(); i++) {
      if (Arrays.equals(sorted.get(i - 1).key(), sorted.get(i).key())) {
        throw new IllegalArgumentException(
            "two changes of one path: " + TreePath.ofKey(sorted.get(i).key()));
      }
    }
    return sorted;
  }

  private Digest build(List<LevelEditor.Edit> edits) {
    var builder = new TreeBuilder(writer);
    for (var edit : edits) {
      if (edit.item() instanceof Item.FileItem file) {
        builder.add(file);
      }
    }
    return builder.finish();
  }

  /// The new root, given what becomes of the old one.
  private Digest top(Node root, List<LevelEditor.Edit> edits) {
    var items = new TreeMap<byte[], @Nullable Item>(Arrays::compareUnsigned);
    items.put(root.lastKey(), root.asChild());
    edits.forEach(edit -> items.put(edit.key(), edit.item()));
    items.values().removeIf(item -> item == null);
    if (items.isEmpty()) {
      return new TreeBuilder(writer).finish();
    }
    if (items.size() > 1) {
      return TreeBuilder.above(root.level() + 1, List.copyOf(items.values()), writer);
    }
    return lowest(root.level() + 1, (Item.ChildItem) items.firstEntry().getValue());
  }

  /// The root is the lowest level with one node: goes down for as long as there is a single child.
  private Digest lowest(int parentLevel, Item.ChildItem only) {
    for (int level = parentLevel - 1; level > 0; level--) {
      var node = writer.innerWritten(only.id());
      if (node == null) {
        node = nodes.child(level + 1, only);
      }
      if (node.items().length > 1) {
        break;
      }
      only = (Item.ChildItem) node.items()[0];
    }
    return only.id();
  }
}
