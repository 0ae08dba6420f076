package dev.micelio.core.merge;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merges two trees that were made from one, reading what differs. Used once.
public final class TreeMerge {
  /// How many paths each side may have changed: they are held in memory.
  public static final int CHANGES_MAX = 1 << 22;

  private final Tree base;
  private final int changesMax;

  private TreeMerge(Tree base, int changesMax) {
    this.base = base;
    this.changesMax = changesMax;
  }

  /// Merges what a session made of `base` into the head. `base` must be able to read the nodes of
  /// both; what the merged tree has of its own is written to `sink`.
  public static Merged merge(Tree base, Digest ours, Digest theirs, NodeSink sink) {
    return merge(base, ours, theirs, sink, CHANGES_MAX);
  }

  static Merged merge(Tree base, Digest ours, Digest theirs, NodeSink sink, int changesMax) {
    return new TreeMerge(base, changesMax).run(ours, theirs, sink);
  }

  private Merged run(Digest ours, Digest theirs, NodeSink sink) {
    var left = differences(ours);
    var right = differences(theirs);
    var paths = paths(left, right);
    markClashes(paths);
    var decided = new ArrayList<Difference>();
    var conflicts = new ArrayList<Conflict>();
    for (var path : paths) {
      path.report(decided, conflicts);
    }
    var changes = MergedChanges.toApply(decided);
    var renames = new ArrayList<Rename>();
    findRenames(Rename.Side.OURS, left, renames);
    findRenames(Rename.Side.THEIRS, right, renames);
    renames.sort(Comparator.comparing(Rename::from));
    return new Merged(
        changes.isEmpty() ? theirs : base.at(theirs).apply(changes, sink),
        changes,
        conflicts,
        renames);
  }

  private List<Difference> differences(Digest side) {
    var differences = new ArrayList<Difference>();
    base.diff(
        side,
        difference -> {
          if (differences.size() == changesMax) {
            throw new Problem(
                Problem.Kind.INVALID,
                "merge.too-many-changes",
                "tree "
                    + side.brief()
                    + " differs from the base in more than "
                    + changesMax
                    + " paths",
                "land it in parts");
          }
          differences.add(difference);
        });
    return differences;
  }

  /// Every path that a side changed, in order.
  private static List<MergedPath> paths(List<Difference> ours, List<Difference> theirs) {
    var paths = new ArrayList<MergedPath>(ours.size() + theirs.size());
    int o = 0;
    int t = 0;
    while (o < ours.size() || t < theirs.size()) {
      int order =
          o == ours.size()
              ? 1
              : t == theirs.size() ? -1 : ours.get(o).path().compareTo(theirs.get(t).path());
      if (order < 0) {
        paths.add(MergedPath.byOurs(ours.get(o++)));
      } else if (order > 0) {
        paths.add(MergedPath.byTheirs(theirs.get(t++)));
      } else {
        paths.add(MergedPath.byBoth(ours.get(o++), theirs.get(t++)));
      }
    }
    return paths;
  }

  /// A file below a file can stand in neither tree, so both were changed, and what lies below a
  /// path follows it in the order.
  private static void markClashes(List<MergedPath> paths) {
    var above = new ArrayDeque<MergedPath>();
    for (var path : paths) {
      if (!path.stays()) {
        continue;
      }
      while (!above.isEmpty() && !path.isBelow(above.getLast())) {
        above.removeLast();
      }
      if (!above.isEmpty()) {
        above.forEach(MergedPath::clash);
        path.clash();
      }
      above.addLast(path);
    }
  }

  /// Pairs paths of equal content in their order. That two files are empty says nothing.
  private static void findRenames(
      Rename.Side side, List<Difference> differences, List<Rename> renames) {
    var gone = new HashMap<Digest, ArrayDeque<TreePath>>();
    for (var difference : differences) {
      var before = difference.before();
      if (difference.after() == null && before != null && before.size() > 0) {
        gone.computeIfAbsent(before.digest(), _ -> new ArrayDeque<>()).add(difference.path());
      }
    }
    for (var difference : differences) {
      var after = difference.after();
      if (difference.before() == null && after != null) {
        @Nullable ArrayDeque<TreePath> from = gone.get(after.digest());
        if (from != null && !from.isEmpty()) {
          renames.add(new Rename(side, from.removeFirst(), difference.path()));
        }
      }
    }
  }
}
