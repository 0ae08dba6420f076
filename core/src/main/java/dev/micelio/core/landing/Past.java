package dev.micelio.core.landing;

import dev.micelio.core.id.Id;
import dev.micelio.core.tree.TreePath;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What has landed, by what it touched. Exact: what can not be read is a problem, never "nothing".
public interface Past {

  /// The landing of a session at a position behind `after`, up to and with `upTo`.
  Optional<Landing> find(Id session, long after, long upTo);

  /// For each path the newest landing there that touched it or something below it, where there is
  /// one.
  Map<TreePath, Landing> newest(Set<TreePath> paths, long after, long upTo);
}
