package dev.micelio.core.objects;

import java.util.List;

/// A part of a listing. When there is `more`, it goes on after the last entry's key.
public record Page(List<Entry> entries, boolean more) {

  public record Entry(Key key, long size, long modifiedMillis) {}

  public Page {
    entries = List.copyOf(entries);
    if (more && entries.isEmpty()) {
      throw new IllegalArgumentException("an empty page cannot say where the next one begins");
    }
  }
}
