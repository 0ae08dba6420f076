package dev.micelio.sim.law;

import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What becomes of a session on a head, decided by looking at every path: slow, simple and sharing
/// no code with the merge that it judges.
public final class Oracle {
  /// What the project is afterwards, and whose lines were merged.
  record Merge(SortedMap<TreePath, Entry> entries, SortedSet<TreePath> merged) {}

  private Oracle() {}

  /// Empty for a conflict.
  static Optional<Merge> merge(Offered offered, Map<TreePath, Entry> head, Texts texts) {
    var after = new TreeMap<>(head);
    var merged = new TreeSet<TreePath>();
    for (var wish : offered.wanted().entrySet()) {
      var path = wish.getKey();
      var base = offered.base().get(path);
      var ours = wish.getValue().orElse(null);
      var theirs = head.get(path);
      if (Objects.equals(ours, base) || Objects.equals(ours, theirs)) {
        continue;
      }
      if (!Objects.equals(theirs, base)) {
        if (base == null || ours == null || theirs == null) {
          return Optional.empty();
        }
        boolean both = !same(ours, base) && !same(theirs, base) && !same(ours, theirs);
        var edited = both ? lines(path, base, ours, theirs, texts) : edit(path, base, ours, theirs);
        if (edited == null) {
          return Optional.empty();
        }
        if (both) {
          merged.add(path);
        }
        ours = edited;
      }
      if (ours == null) {
        after.remove(path);
      } else {
        after.put(path, ours);
      }
    }
    return isTree(after) ? Optional.of(new Merge(after, merged)) : Optional.empty();
  }

  private static boolean same(Entry one, Entry other) {
    return one.digest().equals(other.digest());
  }

  /// Both sides edited; null where the kinds of file do not go together.
  private static @Nullable Entry edit(TreePath path, Entry base, Entry ours, Entry theirs) {
    var content = same(ours, base) ? theirs : ours;
    var kind = kind(base, ours, theirs);
    return kind == null ? null : new Entry(path, kind, content.digest(), content.size());
  }

  private static @Nullable Entry lines(
      TreePath path, Entry base, Entry ours, Entry theirs, Texts texts) {
    var text = texts.merge(base.digest(), ours.digest(), theirs.digest());
    var kind = kind(base, ours, theirs);
    return text.isPresent() && kind != null
        ? new Entry(path, kind, text.get().digest(), text.get().bytes().length)
        : null;
  }

  /// Files only: no agent makes links.
  private static @Nullable EntryKind kind(Entry base, Entry ours, Entry theirs) {
    if (ours.kind() == base.kind()) {
      return theirs.kind();
    }
    return theirs.kind() == base.kind() || theirs.kind() == ours.kind() ? ours.kind() : null;
  }

  /// No name is a file and a directory.
  public static boolean isTree(SortedMap<TreePath, Entry> entries) {
    for (var path : entries.keySet()) {
      String text = path.text();
      for (int slash = text.indexOf('/'); slash > 0; slash = text.indexOf('/', slash + 1)) {
        if (entries.containsKey(new TreePath(text.substring(0, slash)))) {
          return false;
        }
      }
    }
    return true;
  }
}
