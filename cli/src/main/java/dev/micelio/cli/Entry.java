package dev.micelio.cli;

import java.util.List;
import java.util.function.Supplier;

/// A word that mic knows. Told apart with `instanceof`, because a `switch` over types is built anew
/// by each JVM that comes to it, which no AOT cache saves, and every command passes here.
sealed interface Entry {
  String name();

  String summary();

  record Command(String name, String summary, Supplier<Verb> verb) implements Entry {}

  record Group(String name, String summary, List<Entry> entries) implements Entry {
    public Group {
      entries = List.copyOf(entries);
    }
  }
}
