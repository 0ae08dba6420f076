package dev.micelio.core.session;

import dev.micelio.core.landing.Landing;
import dev.micelio.core.merge.MergedChanges;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which changes of a session are in its landing, told from the landing alone: by whoever did not
/// land it. A landing says what it did to the tree, which is not always what the session wanted: a
/// change may have been there already, or have been merged with another one.
final class LandedChanges {
  private final Landing landing;
  private final Map<TreePath, Difference> done = new HashMap<>();
  private final Map<TreePath, Entry> base;
  private final Map<TreePath, Entry> after;

  private LandedChanges(Landing landing, Tree nodes, List<TreePath> open) {
    this.landing = landing;
    landing.changes().forEach(difference -> done.put(difference.path(), difference));
    base = nodes.at(landing.base().tree()).entries(open);
    after = nodes.at(landing.tree()).entries(open);
  }

  /// What landed, path by path: as the session wants it now where that is what landed, else as the
  /// landing has it. `nodes` must be able to read the trees of the project.
  static List<Change> of(Session session, Landing landing, Tree nodes) {
    var landed = new TreeMap<TreePath, Change>();
    MergedChanges.toApply(landing.changes()).forEach(change -> landed.put(change.path(), change));
    var open = new ArrayList<Change>();
    for (var change : session.onTree()) {
      if (!change.equals(landed.get(change.path()))) {
        open.add(change);
      }
    }
    if (!open.isEmpty()) {
      var paths = open.stream().map(Change::path).toList();
      var changes = new LandedChanges(landing, nodes, paths);
      open.stream().filter(changes::contain).forEach(change -> landed.put(change.path(), change));
    }
    return List.copyOf(landed.values());
  }

  private boolean contain(Change change) {
    var wanted = change instanceof Change.Put(var entry) ? entry : null;
    var result = after.get(change.path());
    if (wanted == null || result == null) {
      return wanted == null && result == null;
    }
    var difference = done.get(change.path());
    var theirs = difference == null ? result : difference.before();
    return wanted.equals(result)
        || isMergedByLines(wanted)
        || isMerged(base.get(change.path()), wanted, theirs, result);
  }

  private boolean isMergedByLines(Entry wanted) {
    return landing.merges().stream()
        .anyMatch(
            merge -> merge.path().equals(wanted.path()) && merge.ours().equals(wanted.digest()));
  }

  /// One side changed the content and the other one the kind of file.
  private static boolean isMerged(
      @Nullable Entry base, Entry wanted, @Nullable Entry theirs, Entry result) {
    if (base == null || theirs == null) {
      return false;
    }
    var kind = wanted.kind() == base.kind() ? theirs.kind() : wanted.kind();
    var digest = wanted.digest().equals(base.digest()) ? theirs.digest() : wanted.digest();
    return result.kind() == kind && result.digest().equals(digest);
  }
}
