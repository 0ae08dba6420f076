package dev.micelio.core.snapshot;

import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Goes through earlier sightings beside a walk, in the same order. For one thread.
final class Recall {
  private final Sightings sightings;
  private final Sightings.Cursor cursor;
  private @Nullable Sighting next;
  private int matched;
  private boolean missed;

  Recall(Sightings sightings) {
    this.sightings = sightings;
    cursor = sightings.cursor();
    next = advance();
  }

  /// The sighting of a path whose stat is what it was; null when there is none. Paths rise; of one
  /// that is asked for twice, as the walk meets a file of rules twice, both sightings are found.
  @Nullable Sighting of(byte[] path, Stat stat) {
    while (next != null && compare(next.path(), path) < 0) {
      next = advance();
    }
    var found = next;
    if (found == null || !Arrays.equals(found.path(), path)) {
      missed = true;
      return null;
    }
    next = advance();
    if (!found.holds(stat)) {
      missed = true;
      return null;
    }
    matched++;
    return found;
  }

  /// Whether all that was asked for was found as it was, and nothing was left over.
  boolean isAllThereIs() {
    return !missed && matched == sightings.count();
  }

  private @Nullable Sighting advance() {
    try {
      return cursor.next();
    } catch (Problem _) { // malformed: as if it ended here
      return null;
    }
  }

  /// As a tree orders its paths.
  private static int compare(byte[] left, byte[] right) {
    int at = Arrays.mismatch(left, right);
    if (at < 0) {
      return 0;
    }
    if (at == left.length || at == right.length) {
      return left.length - right.length;
    }
    return place(left[at]) - place(right[at]);
  }

  private static int place(byte b) {
    return b == '/' ? 0 : b & 0xff;
  }
}
