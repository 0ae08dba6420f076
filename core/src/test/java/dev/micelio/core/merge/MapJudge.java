package dev.micelio.core.merge;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decides a merge by looking at every path of the three trees, and at all that lies above it.
final class MapJudge {
  private static final Object NONE = new Object();

  final TreeMap<TreePath, Conflict.Kind> conflicts = new TreeMap<>();
  final TreeMap<TreePath, Entry> partial = new TreeMap<>();

  MapJudge(Map<TreePath, Entry> base, Map<TreePath, Entry> ours, Map<TreePath, Entry> theirs) {
    var wanted = new TreeSet<TreePath>();
    var all = new TreeSet<>(base.keySet());
    all.addAll(ours.keySet());
    all.addAll(theirs.keySet());
    for (var path : all) {
      judge(path, base.get(path), ours.get(path), theirs.get(path));
      boolean kept =
          conflicts.containsKey(path)
              ? ours.containsKey(path) || theirs.containsKey(path)
              : partial.containsKey(path);
      if (kept) {
        wanted.add(path);
      }
    }
    for (var below : wanted) {
      String text = below.text();
      for (int end = text.indexOf('/'); end > 0; end = text.indexOf('/', end + 1)) {
        var file = new TreePath(text.substring(0, end));
        if (wanted.contains(file)) {
          conflicts.putIfAbsent(file, Conflict.Kind.FILE_DIRECTORY);
          conflicts.putIfAbsent(below, Conflict.Kind.FILE_DIRECTORY);
        }
      }
    }
    for (var path : conflicts.keySet()) {
      partial.remove(path);
      if (theirs.containsKey(path)) {
        partial.put(path, theirs.get(path));
      }
    }
  }

  private void judge(
      TreePath path, @Nullable Entry base, @Nullable Entry ours, @Nullable Entry theirs) {
    Object whole = three(base, ours, theirs);
    if (whole instanceof Entry entry) {
      partial.put(path, entry);
    } else if (whole != null) {
      if (base == null) {
        conflicts.put(path, Conflict.Kind.ADD_ADD);
      } else if (ours == null || theirs == null) {
        conflicts.put(path, Conflict.Kind.EDIT_DELETE);
      } else {
        judgeEdits(path, base, ours, theirs);
      }
    }
  }

  private void judgeEdits(TreePath path, Entry base, Entry ours, Entry theirs) {
    // a link and its content are one thing, as are a text and being one
    Object link = three(isLink(base), isLink(ours), isLink(theirs));
    Object kind = three(base.kind(), ours.kind(), theirs.kind());
    Object digest = three(base.digest(), ours.digest(), theirs.digest());
    boolean oneSideAlone = (ours.kind() == base.kind()) != (theirs.kind() == base.kind());
    if (NONE.equals(kind)
        || NONE.equals(link)
        || (oneSideAlone && (isLink(base) || isLink(ours) || isLink(theirs)))) {
      conflicts.put(path, Conflict.Kind.MODE);
    } else if (NONE.equals(digest)) {
      conflicts.put(path, Conflict.Kind.EDIT_EDIT);
    } else {
      partial.put(
          path,
          new Entry(
              path,
              (EntryKind) Objects.requireNonNull(kind),
              (Digest) Objects.requireNonNull(digest),
              ours.digest().equals(digest) ? ours.size() : theirs.size()));
    }
  }

  private static boolean isLink(Entry entry) {
    return entry.kind() == EntryKind.LINK;
  }

  private static @Nullable Object three(
      @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
    if (Objects.equals(base, ours)) {
      return theirs;
    }
    return Objects.equals(base, theirs) || Objects.equals(ours, theirs) ? ours : NONE;
  }
}
