package dev.micelio.core.merge;

import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One path that a merge can not decide, and what the three trees have there. Null is "no file".
public record Conflict(
    TreePath path, Kind kind, @Nullable Entry base, @Nullable Entry ours, @Nullable Entry theirs) {

  /// Why a path is in conflict.
  public enum Kind {
    /// Both sides changed the content.
    EDIT_EDIT("edit/edit"),
    /// One side changed what the other deleted.
    EDIT_DELETE("edit/delete"),
    /// Both sides added a file, and not the same one.
    ADD_ADD("add/add"),
    /// One side has a file where the other has a directory; the paths of both are conflicts.
    FILE_DIRECTORY("file/directory"),
    /// The sides made different kinds of file of it, or one made it a link, or no link, whose
    /// content the other changed.
    MODE("mode");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// Stable: it is stored and shown.
    public String text() {
      return text;
    }
  }

  /// What the path becomes when its lines can be merged: the kind of file, as both sides together
  /// want it. Empty when this is no conflict that a line merge may decide.
  public Optional<EntryKind> lineMergeKind() {
    if (kind != Kind.EDIT_EDIT || base == null || ours == null || theirs == null) {
      return Optional.empty();
    }
    var merged = ours.kind() == base.kind() ? theirs.kind() : ours.kind();
    return merged == EntryKind.LINK || base.kind() == EntryKind.LINK
        ? Optional.empty()
        : Optional.of(merged);
  }

  /// For a person to read.
  public String sentence() {
    return switch (kind) {
      case EDIT_EDIT -> path + " was changed on both sides.";
      case EDIT_DELETE ->
          ours == null
              ? path + " was deleted here and changed on the head."
              : path + " was changed here and deleted on the head.";
      case ADD_ADD -> path + " was added on both sides, with different content or mode.";
      case FILE_DIRECTORY ->
          "%s, added %s, makes one name both a file and a directory."
              .formatted(path, ours == null ? "on the head" : "here");
      case MODE -> path + " became different kinds of file on the two sides.";
    };
  }
}
