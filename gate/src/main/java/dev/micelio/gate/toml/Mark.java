package dev.micelio.gate.toml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a value begins, and its key if it has one; as offsets. A value has members or items or
/// neither.
final class Mark {
  final int key;
  int value;
  boolean quoted;
  final Map<String, Mark> members = new LinkedHashMap<>();
  final List<Mark> items = new ArrayList<>();

  Mark(int at) {
    key = at;
    value = at;
  }

  /// Itself, or the table that was begun last when it is a list of tables.
  Mark last() {
    return items.isEmpty() ? this : items.getLast();
  }
}
