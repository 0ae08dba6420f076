package dev.micelio.core.merge;

import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Merges changes, rather than a changed tree, into the head: it reads what the two trees have at
/// the changed paths, and so takes no longer when much else has happened. Decides as [TreeMerge]
/// does.
public final class ChangesMerge {
  private final Tree theirs;
  private final Map<TreePath, Entry> inTheirs;

  private ChangesMerge(Tree theirs, Map<TreePath, Entry> inTheirs) {
    this.theirs = theirs;
    this.inTheirs = inTheirs;
  }

  /// What `changes`, each path at most once, do to `theirs` when they were made on `base`.
  public static MergedChanges merge(Tree base, Collection<? extends Change> changes, Tree theirs) {
    var ours = new TreeMap<TreePath, Change>();
    for (var change : changes) {
      if (ours.put(change.path(), change) != null) {
        throw new IllegalArgumentException("two changes of one path: " + change.path());
      }
    }
    var there = theirs.entries(withAncestors(ours));
    var before = base.id().equals(theirs.id()) ? there : base.entries(ours.keySet());
    return new ChangesMerge(theirs, there).run(ours, before);
  }

  private static Set<TreePath> withAncestors(Map<TreePath, Change> changes) {
    var paths = new HashSet<TreePath>();
    for (var change : changes.values()) {
      paths.add(change.path());
      if (change instanceof Change.Put) {
        for (var above = change.path().parent(); above.isPresent(); above = above.get().parent()) {
          paths.add(above.get());
        }
      }
    }
    return paths;
  }

  private MergedChanges run(Map<TreePath, Change> ours, Map<TreePath, Entry> before) {
    var paths = new ArrayList<MergedPath>(ours.size());
    var removed = new HashSet<TreePath>();
    for (var change : ours.values()) {
      var path =
          MergedPath.of(
              change.path(), before.get(change.path()), wanted(change), at(change.path()));
      paths.add(path);
      if (!path.stays()) {
        removed.add(change.path());
      }
    }
    var conflicts = new ArrayList<Conflict>();
    var others = new TreeMap<TreePath, Conflict>();
    for (var path : paths) {
      if (path.stays()) {
        markClashes(path, removed, others);
      }
    }
    var changes = new ArrayList<Difference>();
    paths.forEach(path -> path.report(changes, conflicts));
    others.keySet().removeAll(conflicts.stream().map(Conflict::path).toList());
    conflicts.addAll(others.values());
    conflicts.sort(Comparator.comparing(Conflict::path));
    return new MergedChanges(changes, conflicts);
  }

  private static @Nullable Entry wanted(Change change) {
    return switch (change) {
      case Change.Put(var entry) -> entry;
      case Change.Remove _ -> null;
    };
  }

  private @Nullable Entry at(TreePath path) {
    return inTheirs.get(path);
  }

  /// Nothing but a directory stands above a file, and nothing below it, once ours has removed what
  /// it removes. What stands there is theirs' half of the conflict.
  private void markClashes(MergedPath path, Set<TreePath> removed, Map<TreePath, Conflict> others) {
    var clashing = new ArrayList<Entry>();
    for (var above = path.path().parent(); above.isPresent(); above = above.get().parent()) {
      var entry = at(above.get());
      if (entry != null && !removed.contains(above.get())) {
        clashing.add(entry);
      }
    }
    if (at(path.path()) == null) {
      theirs.firstBelow(path.path(), removed).ifPresent(clashing::add);
    }
    for (var entry : clashing) {
      path.clash();
      others.put(
          entry.path(),
          new Conflict(entry.path(), Conflict.Kind.FILE_DIRECTORY, null, null, entry));
    }
  }
}
