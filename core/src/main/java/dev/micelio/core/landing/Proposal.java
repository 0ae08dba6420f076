package dev.micelio.core.landing;

import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Tree;
import java.util.List;

/// What a project would become: `before` is the tree that the offer would land on, at `position` −
/// 1, and `after` what it would be then. Both can be read only until the verdict.
public record Proposal(
    Offer offer,
    long position,
    Tree before,
    Tree after,
    List<Difference> changes,
    List<LineMerged> merges) {
  public Proposal {
    changes = List.copyOf(changes);
    merges = List.copyOf(merges);
  }
}
