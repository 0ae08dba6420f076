package dev.micelio.core.session;

import dev.micelio.core.merge.Conflict;
import dev.micelio.core.tree.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change is in conflict with: what the base has at its path since the last sync, null for
/// nothing, and the landings that made it so.
public record ConflictMark(Conflict.Kind kind, @Nullable Entry theirs, List<Long> landings) {
  public static final int LANDINGS_MAX = 64;

  public ConflictMark {
    landings = List.copyOf(landings);
    if (landings.size() > LANDINGS_MAX || landings.stream().anyMatch(position -> position < 1)) {
      throw new IllegalArgumentException(
          "a mark names at most " + LANDINGS_MAX + " landings, from 1: " + landings);
    }
  }
}
