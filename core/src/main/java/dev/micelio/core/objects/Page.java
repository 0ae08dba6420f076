package dev.micelio.core.objects;

import java.util.List;

/// A part of a listing. When there is `more`, it goes on after the last entry's key.
public record Page(List<Entry> entries, boolean more) {
  public static final int LIMIT_MAX = 1000;

  public record Entry(Key key, long size, long modifiedMillis) {}

  public Page {
    entries = List.copyOf(entries);
    if (more && entries.isEmpty()) {
      throw new IllegalArgumentException("an empty page cannot say where the next one begins");
    }
  }

  /// What every listing asks of its limit.
  public static void checkLimit(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " entries, not " + limit);
    }
  }
}
