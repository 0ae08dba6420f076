package dev.micelio.core.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Visits the files of a range in order, reading the nodes of a level in as few rounds as fit into
/// memory.
final class TreeWalk {
  private final Nodes nodes;
  private final KeyRange range;
  private final Predicate<Item.ChildItem> worth;
  private final Consumer<Item.FileItem> visitor;

  /// `worth` says of a subtree in the range whether it may hold anything of interest.
  TreeWalk(
      Nodes nodes,
      KeyRange range,
      Predicate<Item.ChildItem> worth,
      Consumer<Item.FileItem> visitor) {
    this.nodes = nodes;
    this.range = range;
    this.worth = worth;
    this.visitor = visitor;
  }

  void run(Node root) {
    visit(List.of(root));
  }

  private void visit(List<Node> round) {
    if (round.getFirst().level() == 0) {
      for (var leaf : round) {
        for (int i = range.low() == null ? 0 : leaf.seek(range.low());
            i < leaf.items().length;
            i++) {
          var file = (Item.FileItem) leaf.items()[i];
          if (range.isPast(file.key())) {
            return;
          }
          visitor.accept(file);
        }
      }
      return;
    }
    var children = new ArrayList<Item.ChildItem>();
    for (var node : round) {
      for (int i = range.low() == null ? 0 : node.seek(range.low()); i < node.items().length; i++) {
        var child = (Item.ChildItem) node.items()[i];
        if (worth.test(child)) {
          children.add(child);
        }
        if (range.isPast(child.key())) {
          break;
        }
      }
    }
    int level = round.getFirst().level();
    for (int at = 0; at < children.size(); at += Nodes.ROUND_MAX) {
      visit(
          nodes.children(
              level, children.subList(at, Math.min(children.size(), at + Nodes.ROUND_MAX))));
    }
  }
}
