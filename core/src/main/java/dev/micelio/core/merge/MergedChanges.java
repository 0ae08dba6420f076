package dev.micelio.core.merge;

import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import java.util.List;

/// What changes become on the head. `changes` are those that are clean and not there already, each
/// from what the head has to what it is to have. Both in the order of their paths.
public record MergedChanges(List<Difference> changes, List<Conflict> conflicts) {
  public MergedChanges {
    changes = List.copyOf(changes);
    conflicts = List.copyOf(conflicts);
  }

  /// The same changes, to be applied to the head's tree.
  public static List<Change> toApply(List<Difference> changes) {
    return changes.stream().map(MergedChanges::toApply).toList();
  }

  private static Change toApply(Difference change) {
    var after = change.after();
    return after == null ? new Change.Remove(change.path()) : new Change.Put(after);
  }
}
