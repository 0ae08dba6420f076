package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a tree from its entries in order, holding a few nodes per level. For one thread; finished
/// once.
public final class TreeBuilder {
  private final NodeWriter writer;
  private final List<Level> levels = new ArrayList<>();
  private byte[] last = {};

  public TreeBuilder(NodeSink sink) {
    this(new NodeWriter(sink));
  }

  TreeBuilder(NodeWriter writer) {
    this.writer = writer;
  }

  /// Paths must rise, and none may lie below another one.
  public void add(Entry entry) {
    add(Item.FileItem.of(entry));
  }

  void add(Item.FileItem file) {
    TreePath.requireNext(last, file.key());
    last = file.key();
    level(0).cutter.add(file);
  }

  /// Adds all entries of a range of another tree, reading a few nodes at its edges.
  void addAll(KeyRange range, Nodes nodes, Node root) {
    level(0).addAll(range, nodes, root);
  }

  /// The tree's id.
  public Digest finish() {
    var leaves = level(0);
    leaves.cutter.end();
    if (leaves.made == 0) {
      return writer.write(NodeFormat.encode(0, List.of())).id();
    }
    return root(0);
  }

  /// Makes what is above a level whose items are `items`.
  static Digest above(int level, Iterable<? extends Item> items, NodeWriter writer) {
    var builder = new TreeBuilder(writer);
    var begin = builder.level(level);
    items.forEach(begin.cutter::add);
    return builder.root(level);
  }

  private Digest root(int lowest) {
    for (int at = lowest; ; at++) {
      var level = levels.get(at);
      level.cutter.end();
      if (level.made == 1) {
        return Objects.requireNonNull(level.newest);
      }
    }
  }

  private Level level(int number) {
    while (levels.size() <= number) {
      levels.add(new Level(levels.size()));
    }
    return levels.get(number);
  }

  private final class Level {
    private final int number;
    private Cutter cutter;
    private long made;
    private @Nullable Digest newest;

    /// The run whose beginning is being cut, if any.
    private @Nullable Run begun;

    Level(int number) {
      this.number = number;
      cutter = new Cutter(number, this::cut);
    }

    private void cut(List<Item> items) {
      var node = writer.write(NodeFormat.encode(number, items));
      made++;
      newest = node.id();
      level(number + 1).cutter.add(node.asChild());
      if (begun != null) {
        begun.cut(node.lastKey(), cutter.undecided());
      }
    }

    void addAll(KeyRange range, Nodes nodes, Node root) {
      var run = new Run(range, new Cursor(nodes, root, number));
      begun = run;
      boolean met = run.begin(cutter);
      begun = null;
      if (met) {
        var between = run.between();
        if (between != null) {
          level(number + 1).addAll(between, nodes, root);
        }
        cutter = new Cutter(number, this::cut);
        run.end(cutter);
      }
    }
  }
}
