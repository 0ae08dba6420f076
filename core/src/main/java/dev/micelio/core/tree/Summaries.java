package dev.micelio.core.tree;

import java.util.ArrayList;
import java.util.List;

/// The nodes of a whole tree, level by level.
final class Summaries {
  private final Nodes nodes;

  Summaries(Nodes nodes) {
    this.nodes = nodes;
  }

  /// From the root down. Every node is read.
  List<List<NodeSummary>> of(Node root) {
    var levels = new ArrayList<List<NodeSummary>>();
    levels.add(List.of(summary(root)));
    var children = children(List.of(root));
    for (int level = root.level(); level > 0; level--) {
      var summaries = new ArrayList<NodeSummary>();
      var below = new ArrayList<Item.ChildItem>();
      for (int at = 0; at < children.size(); at += Nodes.ROUND_MAX) {
        var round = children.subList(at, Math.min(children.size(), at + Nodes.ROUND_MAX));
        var read = nodes.children(level, round);
        read.forEach(node -> summaries.add(summary(node)));
        if (level > 1) {
          below.addAll(children(read));
        }
      }
      levels.add(summaries);
      children = below;
    }
    for (int i = levels.size() - 2; i >= 0; i--) {
      levels.set(i, withFirst(levels.get(i), levels.get(i + 1)));
    }
    return List.copyOf(levels);
  }

  private static List<Item.ChildItem> children(List<Node> parents) {
    var children = new ArrayList<Item.ChildItem>();
    for (var parent : parents) {
      for (var item : parent.items()) {
        if (item instanceof Item.ChildItem child) {
          children.add(child);
        }
      }
    }
    return children;
  }

  private static NodeSummary summary(Node node) {
    var items = node.items();
    boolean isEmpty = items.length == 0;
    return new NodeSummary(
        node.level(),
        node.id(),
        items.length,
        node.encoded().length,
        isEmpty ? Totals.NONE : new Totals(node.asChild().files(), node.asChild().bytes()),
        isEmpty ? null : TreePath.ofKey(items[0].key()),
        isEmpty ? null : TreePath.ofKey(node.lastKey()));
  }

  /// A node holds only the last keys of its children: its first path is that of its first child.
  private static List<NodeSummary> withFirst(List<NodeSummary> parents, List<NodeSummary> below) {
    var summaries = new ArrayList<NodeSummary>();
    int child = 0;
    for (var parent : parents) {
      summaries.add(
          new NodeSummary(
              parent.level(),
              parent.id(),
              parent.items(),
              parent.sizeBytes(),
              parent.totals(),
              below.get(child).first(),
              parent.last()));
      child += parent.items();
    }
    return summaries;
  }
}
