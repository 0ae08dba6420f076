package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Checks the nodes of one level side by side: keys rise, no path is a file and a directory, and
/// nodes end where a [Cutter] that is given their items ends them.
final class LevelCheck {
  private final int level;
  private final Consumer<Problem> found;
  private Cutter cutter;
  private byte[] last = {};

  /// Items since the beginning of the level or the last gap, and how many of them are cut.
  private long added;

  private long decided;

  /// Ends of nodes that the cutter has not yet come to.
  private final Deque<End> ends = new ArrayDeque<>();

  private @Nullable Digest newest;

  /// Whether it is known where the node began that is being cut. Behind a gap it is not, and so not
  /// where a boundary is forced, until the first natural one.
  private boolean beginIsKnown = true;

  private boolean ending;

  /// `node` is the last one of the first `items` items.
  private record End(long items, Digest node) {}

  LevelCheck(int level, Consumer<Problem> found) {
    this.level = level;
    this.found = found;
    cutter = new Cutter(level, this::cut);
  }

  /// Whether the node may stand behind the ones before it; what is found is told.
  boolean follows(Node node) {
    newest = node.id();
    if (node.items().length == 0) {
      return true;
    }
    byte[] first = node.items()[0].key();
    if (last.length > 0 && Arrays.compareUnsigned(last, first) >= 0) {
      tell(node.id(), "begins before the end of the node before it");
      return false;
    }
    int shared = Arrays.mismatch(last, first);
    if (level == 0 && TreePath.isBelow(last, first, shared)) {
      tell(
          node.id(),
          "holds \""
              + TreePath.ofKey(first)
              + "\" where \""
              + TreePath.ofKey(last)
              + "\" is a file");
    }
    last = node.lastKey();
    for (var item : node.items()) {
      added++;
      cutter.add(item);
    }
    ends.addLast(new End(added, node.id()));
    return true;
  }

  /// Some items are not known here.
  void gap() {
    cutter = new Cutter(level, this::cut);
    added = 0;
    decided = 0;
    ends.clear();
    beginIsKnown = false;
  }

  void end() {
    ending = true;
    cutter.end();
  }

  private void cut(List<Item> items) {
    decided += items.size();
    while (!ends.isEmpty() && ends.getFirst().items() < decided) {
      var end = ends.removeFirst();
      if (beginIsKnown) {
        tell(end.node(), "ends where no boundary is");
      }
    }
    beginIsKnown |= !ending && items.size() < Cutter.FORCED;
    if (!ends.isEmpty() && ends.getFirst().items() == decided) {
      ends.removeFirst();
    } else if (beginIsKnown) {
      tell(ends.isEmpty() ? newest : ends.getFirst().node(), "goes on past a boundary");
    }
  }

  private void tell(@Nullable Digest node, String fault) {
    found.accept(Nodes.corrupt(Objects.requireNonNull(node), fault));
  }
}
