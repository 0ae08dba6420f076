package dev.micelio.sim.law;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;
import dev.micelio.core.project.ProjectKeys;
import java.util.HashMap;
import java.util.Map;

/// A commit is put once: its bytes never change and never go away.
final class NothingChangesInTheLog implements Law {
  private final Map<Key, Digest> commits = new HashMap<>();

  @Override
  public String name() {
    return "a commit never changes";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    if (seen instanceof Seen.Changed(var key, var bytes)
        && key.text().startsWith(ProjectKeys.COMMITS)) {
      if (bytes == null) {
        throw violated(key + " was deleted");
      }
      var now = Digest.of(bytes);
      var before = commits.putIfAbsent(key, now);
      if (before != null && !before.equals(now)) {
        throw violated(key + " was overwritten");
      }
    }
  }
}
