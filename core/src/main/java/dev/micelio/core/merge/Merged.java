package dev.micelio.core.merge;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Change;
import java.util.List;

/// What became of two changed trees. `changes` are what ours adds to the head, and `tree` is the
/// head with them: the merge when it is clean, else the partial merge, which has the head's entries
/// at the conflicts. All in the order of their paths.
public record Merged(
    Digest tree, List<Change> changes, List<Conflict> conflicts, List<Rename> renames) {
  public Merged {
    changes = List.copyOf(changes);
    conflicts = List.copyOf(conflicts);
    renames = List.copyOf(renames);
  }

  public boolean isClean() {
    return conflicts.isEmpty();
  }
}
