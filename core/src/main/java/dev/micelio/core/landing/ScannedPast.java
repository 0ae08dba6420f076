package dev.micelio.core.landing;

import dev.micelio.core.id.Id;
import dev.micelio.core.tree.TreePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The past as the log itself says it, landing by landing from the newest on. Slow where much has
/// landed, and never wrong.
public final class ScannedPast implements Past {
  private final Landings landings;

  public ScannedPast(Landings landings) {
    this.landings = landings;
  }

  @Override
  public Optional<Landing> find(Id session, long after, long upTo) {
    for (long last = upTo; last > after; last -= Landings.READ_MAX) {
      for (var landing : page(after, last)) {
        if (landing.session().equals(session)) {
          return Optional.of(landing);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Map<TreePath, Landing> newest(Set<TreePath> paths, long after, long upTo) {
    var found = new HashMap<TreePath, Landing>();
    var wanted = new HashSet<>(paths);
    for (long last = upTo; last > after && !wanted.isEmpty(); last -= Landings.READ_MAX) {
      for (var landing : page(after, last)) {
        for (var change : landing.changes()) {
          for (Optional<TreePath> at = Optional.of(change.path());
              at.isPresent();
              at = at.get().parent()) {
            if (wanted.remove(at.get())) {
              found.put(at.get(), landing);
            }
          }
        }
      }
    }
    return found;
  }

  private List<Landing> page(long after, long last) {
    return landings.read(Math.max(after + 1, last - Landings.READ_MAX + 1), last).reversed();
  }
}
