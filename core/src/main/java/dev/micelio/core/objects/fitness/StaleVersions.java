package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Version;

/// Puts that match a version which is no longer there.
final class StaleVersions {
  private static final int SIZE_BYTES = 256;

  private final Scratch scratch;
  private final Effort effort;

  StaleVersions(Scratch scratch, Effort effort) {
    this.scratch = scratch;
    this.effort = effort;
  }

  Finding wrongVersion() {
    for (int i = 0; i < effort.repeats(); i++) {
      var key = scratch.key("stale/" + i);
      var older = scratch.put(key, Marked.body(1, SIZE_BYTES));
      scratch.put(key, Marked.body(2, SIZE_BYTES));
      if (isStored(key, older, 3)) {
        return Property.WRONG_VERSION.broken("a put that matched an older version was stored");
      }
      if (!holds(key, 2)) {
        return Property.WRONG_VERSION.broken(
            "a put that matched an older version was answered lost, but changed the object");
      }
    }
    return Property.WRONG_VERSION.held(effort.repeats() + " puts refused, nothing changed");
  }

  Finding versionOfNothing() {
    for (int i = 0; i < effort.repeats(); i++) {
      var key = scratch.key("nothing/" + i);
      var gone = scratch.put(key, Marked.body(1, SIZE_BYTES));
      scratch.delete(key);
      if (isStored(key, gone, 2)) {
        return Property.VERSION_OF_NOTHING.broken(
            "a put that matched the version of a deleted object was stored");
      }
      if (!scratch.get(key).isEmpty()) {
        return Property.VERSION_OF_NOTHING.broken(
            "a put that matched the version of a deleted object was answered lost, but brought it"
                + " back");
      }
    }
    return Property.VERSION_OF_NOTHING.held(effort.repeats() + " puts refused, nothing stored");
  }

  /// A put that may not be stored can be asked for again whatever became of the last one.
  private boolean isStored(Key key, Version version, long mark) {
    var body = Body.of(Marked.body(mark, SIZE_BYTES));
    return scratch.patiently(() -> scratch.objects().put(key, body, Condition.matches(version)))
        instanceof PutAnswer.Stored;
  }

  private boolean holds(Key key, long mark) {
    var there = scratch.get(key);
    return !there.isEmpty() && Marked.mark(there.getFirst()).orElse(-1) == mark;
  }
}
