package dev.micelio.core.tree;

import dev.micelio.core.pattern.Reach;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Visits the files of a selection in order, reading the nodes of a level in as few rounds as fit
/// into memory.
final class TreeWalk {

  /// What a walk is after, and what it finds of that.
  interface Selection {

    /// How much of a subtree is wanted; its files are all that lie behind `after` (null: from the
    /// first on) up to and with its key.
    Reach reach(byte @Nullable [] after, Item.ChildItem subtree);

    boolean wants(byte[] key);

    void file(Item.FileItem wanted);

    /// A subtree that is wanted as a whole, instead of its files.
    void subtree(byte @Nullable [] after, Item.ChildItem wanted);
  }

  /// A subtree in the order of the walk, behind the key `after`.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(byte @Nullable [] after, Item.ChildItem subtree, boolean whole) {}

  private final Nodes nodes;
  private final Selection selection;

  TreeWalk(Nodes nodes, Selection selection) {
    this.nodes = nodes;
    this.selection = selection;
  }

  void run(Node root) {
    if (root.level() == 0) {
      visit(root);
      return;
    }
    var parts = new ArrayList<Part>();
    open(null, root, parts);
    visit(root.level(), parts);
  }

  /// Visits subtrees that nodes of this level hold.
  private void visit(int level, List<Part> parts) {
    int end;
    for (int at = 0; at < parts.size(); at = end) {
      var unread = new ArrayList<Item.ChildItem>();
      for (end = at; end < parts.size() && unread.size() < Nodes.ROUND_MAX; end++) {
        if (!parts.get(end).whole()) {
          unread.add(parts.get(end).subtree());
        }
      }
      visit(level, parts.subList(at, end), nodes.children(level, unread));
    }
  }

  private void visit(int level, List<Part> parts, List<Node> read) {
    var below = new ArrayList<Part>();
    int next = 0;
    for (var part : parts) {
      if (level > 1) {
        if (part.whole()) {
          below.add(part);
        } else {
          open(part.after(), read.get(next++), below);
        }
      } else if (part.whole()) {
        selection.subtree(part.after(), part.subtree());
      } else {
        visit(read.get(next++));
      }
    }
    visit(level - 1, below);
  }

  private void open(byte @Nullable [] after, Node node, List<Part> parts) {
    byte[] previous = after;
    for (var item : node.items()) {
      var subtree = (Item.ChildItem) item;
      switch (selection.reach(previous, subtree)) {
        case NONE -> {}
        case SOME -> parts.add(new Part(previous, subtree, false));
        case ALL -> parts.add(new Part(previous, subtree, true));
      }
      previous = subtree.key();
    }
  }

  private void visit(Node leaf) {
    for (var item : leaf.items()) {
      if (selection.wants(item.key())) {
        selection.file((Item.FileItem) item);
      }
    }
  }
}
