package dev.micelio.sim.law;

import dev.micelio.core.landing.Outcome;
import java.util.TreeMap;

/// What is answered to be in conflict is in conflict on the head that the answer names. Where lines
/// had to be merged, a line merge may refuse more than the oracle does.
final class ConflictsAreReal implements Law {
  @Override
  public String name() {
    return "conflicts are real";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    if (seen instanceof Seen.Answered(var offered, Outcome.Conflicted conflicted)) {
      var head = ledger.entriesAt(conflicted.head().position());
      var expected = Oracle.merge(offered, new TreeMap<>(head), ledger.texts());
      if (expected.isPresent() && expected.get().merged().isEmpty()) {
        throw violated(
            "\"%s\" was answered to be in conflict at %s on %d, and is not"
                .formatted(
                    offered.offer().goal(),
                    conflicted.paths().getFirst().conflict().path(),
                    conflicted.head().position()));
      }
      for (var path : conflicted.paths()) {
        long said = path.by().map(landing -> landing.position()).orElse(0L);
        long base = offered.offer().base().position();
        long exact = ledger.newest(path.conflict().path(), conflicted.head().position());
        long below = ledger.newestBelow(path.conflict().path(), conflicted.head().position());
        if (said != (exact > base ? exact : 0) && said != (below > base ? below : 0)) {
          throw violated(
              "%s was touched last at %d, and the answer says at %d"
                  .formatted(path.conflict().path(), below, said));
        }
      }
    }
  }
}
