package dev.micelio.core.session;

import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.tree.TreePath;
import org.jspecify.annotations.Nullable;

/// A change as a session keeps it: since when, and with a mark while it is in conflict.
public record SessionChange(PathChange change, Hlc at, @Nullable ConflictMark conflict) {
  public SessionChange {
    if (conflict != null
        && conflict.theirs() != null
        && !conflict.theirs().path().equals(change.path())) {
      throw new IllegalArgumentException(
          "the mark of " + change.path() + " is about " + conflict.theirs().path());
    }
  }

  public TreePath path() {
    return change.path();
  }

  SessionChange settled() {
    return new SessionChange(change, at, null);
  }
}
