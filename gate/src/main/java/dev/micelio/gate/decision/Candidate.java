package dev.micelio.gate.decision;

import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a project would become, frozen: nothing of it is read again by a name that can move. The
/// session's id is 32 hexadecimal digits; a pair of trees that nobody lands has none.
public record Candidate(
    Tree before, Tree after, List<Difference> changes, Optional<String> session) {
  public Candidate {
    changes = List.copyOf(changes);
  }

  /// With the changes that there are between the two trees.
  public static Candidate of(Tree before, Tree after, Optional<String> session) {
    var changes = new ArrayList<Difference>();
    before.diff(after.id(), changes::add);
    return new Candidate(before, after, changes, session);
  }
}
