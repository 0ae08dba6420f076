package dev.micelio.core.merge;

import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A path that at least one side changed, and what becomes of it: `merged`, as long as there is no
/// `conflict`.
final class MergedPath {
  private final TreePath path;
  private final @Nullable Entry base;
  private final @Nullable Entry ours;
  private final @Nullable Entry theirs;
  private final @Nullable Entry merged;
  private Conflict.@Nullable Kind conflict;

  private MergedPath(
      TreePath path, @Nullable Entry base, @Nullable Entry ours, @Nullable Entry theirs) {
    this.path = path;
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    if (Objects.equals(ours, base) || Objects.equals(ours, theirs)) {
      merged = theirs;
    } else if (Objects.equals(theirs, base)) {
      merged = ours;
    } else if (base == null) {
      conflict = Conflict.Kind.ADD_ADD;
      merged = null;
    } else if (ours == null || theirs == null) {
      conflict = Conflict.Kind.EDIT_DELETE;
      merged = null;
    } else {
      conflict = edits(base, ours, theirs);
      merged =
          new Entry(
              path,
              (ours.kind() == base.kind() ? theirs : ours).kind(),
              (sameContent(ours, base) ? theirs : ours).digest(),
              (sameContent(ours, base) ? theirs : ours).size());
    }
  }

  static MergedPath of(
      TreePath path, @Nullable Entry base, @Nullable Entry ours, @Nullable Entry theirs) {
    return new MergedPath(path, base, ours, theirs);
  }

  static MergedPath byOurs(Difference ours) {
    return new MergedPath(ours.path(), ours.before(), ours.after(), ours.before());
  }

  static MergedPath byTheirs(Difference theirs) {
    return new MergedPath(theirs.path(), theirs.before(), theirs.before(), theirs.after());
  }

  static MergedPath byBoth(Difference ours, Difference theirs) {
    return new MergedPath(ours.path(), ours.before(), ours.after(), theirs.after());
  }

  /// What keeps two different changes of one file apart; null when they are independent of each
  /// other.
  private static Conflict.@Nullable Kind edits(Entry base, Entry ours, Entry theirs) {
    boolean byOurs = ours.kind() != base.kind();
    boolean byTheirs = theirs.kind() != base.kind();
    if (byOurs && byTheirs && ours.kind() != theirs.kind()) {
      return Conflict.Kind.MODE;
    }
    // a link's target is no text, and a text is no target: the other side's content fits neither
    if (byOurs != byTheirs && (isLink(base) || isLink(ours) || isLink(theirs))) {
      return Conflict.Kind.MODE;
    }
    boolean both = !sameContent(ours, base) && !sameContent(theirs, base);
    return both && !sameContent(ours, theirs) ? Conflict.Kind.EDIT_EDIT : null;
  }

  private static boolean isLink(Entry entry) {
    return entry.kind() == EntryKind.LINK;
  }

  private static boolean sameContent(Entry one, Entry other) {
    return one.digest().equals(other.digest()) && one.size() == other.size();
  }

  boolean isBelow(MergedPath other) {
    String above = other.path.text();
    return path.text().length() > above.length()
        && path.text().charAt(above.length()) == '/'
        && path.text().startsWith(above);
  }

  /// Whether somebody wants a file here.
  boolean stays() {
    return conflict == null ? merged != null : ours != null || theirs != null;
  }

  /// One name would be both a file and a directory. A conflict of its own comes first: who settles
  /// that one settles this.
  void clash() {
    if (conflict == null) {
      conflict = Conflict.Kind.FILE_DIRECTORY;
    }
  }

  TreePath path() {
    return path;
  }

  /// As a conflict, or as what the head gets that it does not have already.
  void report(List<Difference> changes, List<Conflict> conflicts) {
    if (conflict != null) {
      conflicts.add(new Conflict(path, conflict, base, ours, theirs));
    } else if (!Objects.equals(merged, theirs)) {
      changes.add(new Difference(path, theirs, merged));
    }
  }
}
