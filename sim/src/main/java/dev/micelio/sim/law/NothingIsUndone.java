package dev.micelio.sim.law;

import dev.micelio.core.landing.LineMerged;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;

/// A landing is what an oracle makes of its offer and the head, who looks at every path: no
/// conflict is overlooked, nothing else is changed.
final class NothingIsUndone implements Law {
  @Override
  public String name() {
    return "no conflict is overlooked";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    if (!(seen instanceof Seen.Landed(var landing))) {
      return;
    }
    var offered = ledger.offered(landing);
    if (offered == null) {
      throw violated("nobody offers \"" + landing.goal() + "\", and it lands");
    }
    if (!offered.offer().base().equals(landing.base())) {
      throw violated("\"" + landing.goal() + "\" landed with another base than it has");
    }
    var expected = Oracle.merge(offered, ledger.head(), ledger.texts());
    if (expected.isEmpty()) {
      throw violated(
          "\"%s\" on %d is in conflict with the head at %d, and lands"
              .formatted(landing.goal(), landing.base().position(), ledger.position()));
    }
    var changes = differences(ledger.head(), expected.get().entries());
    if (!changes.equals(landing.changes())) {
      throw violated(
          "\"%s\" makes %d changes of the head, and these are not the ones that it should make, %d"
              .formatted(landing.goal(), landing.changes().size(), changes.size()));
    }
    var merged = new TreeSet<>(landing.merges().stream().map(LineMerged::path).toList());
    if (!merged.equals(expected.get().merged())) {
      throw violated(
          "\"%s\" says that it merged the lines of %s, where %s had to be merged"
              .formatted(landing.goal(), merged, expected.get().merged()));
    }
  }

  private static List<Difference> differences(
      SortedMap<TreePath, Entry> before, SortedMap<TreePath, Entry> after) {
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    var differences = new ArrayList<Difference>();
    for (var path : paths) {
      if (!Objects.equals(before.get(path), after.get(path))) {
        differences.add(new Difference(path, before.get(path), after.get(path)));
      }
    }
    return differences;
  }
}
