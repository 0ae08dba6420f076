package dev.micelio.core.session;

import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import java.util.ArrayList;
import java.util.List;

/// When a session was made and last changed, and the newest writes, the last one last: by them a
/// writer that did not hear an answer finds out whether it has written.
public record Writes(Hlc created, Hlc updated, List<Id> newest) {
  /// How many writes of others may come between a write and its writer's look for it.
  public static final int NEWEST_MAX = 64;

  public Writes {
    newest = List.copyOf(newest);
    if (newest.size() > NEWEST_MAX) {
      throw new IllegalArgumentException(newest.size() + " writes are named");
    }
    if (updated.compareTo(created) < 0) {
      throw new IllegalArgumentException("changed " + updated + ", made only " + created);
    }
  }

  Writes plus(Id write, Hlc at) {
    var more = new ArrayList<>(newest);
    more.add(write);
    return new Writes(
        created, at, more.subList(Math.max(0, more.size() - NEWEST_MAX), more.size()));
  }
}
