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

  /// The tree's id.
  public Digest finish() {
    if (levels.isEmpty()) {
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
      if (level.nodes == 1) {
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
    private final Cutter cutter;
    private long nodes;
    private @Nullable Digest newest;

    Level(int number) {
      cutter =
          new Cutter(
              number,
              items -> {
                var node = writer.write(NodeFormat.encode(number, items));
                nodes++;
                newest = node.id();
                level(number + 1).cutter.add(node.asChild());
              });
    }
  }
}
