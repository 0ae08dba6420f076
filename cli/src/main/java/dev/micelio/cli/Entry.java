package dev.micelio.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A word that mic knows. Told apart with `instanceof`, because a `switch` over types is built anew
/// by each JVM that comes to it, which no AOT cache saves, and every command passes here.
sealed interface Entry {
  String name();

  String summary();

  /// What is done where the words end here; nothing where they can only lead on.
  Optional<Verb> newVerb();

  record Command(String name, String summary, Supplier<Verb> verb) implements Entry {
    @Override
    public Optional<Verb> newVerb() {
      return Optional.of(verb.get());
    }
  }

  /// A word that leads to commands, and may be one too.
  ///
  /// @param own what the group does by itself; the words of its commands come before its options
  record Group(String name, String summary, List<Entry> entries, Optional<Supplier<Verb>> own)
      implements Entry {
    public Group {
      entries = List.copyOf(entries);
    }

    Group(String name, String summary, List<Entry> entries) {
      this(name, summary, entries, Optional.empty());
    }

    @Override
    public Optional<Verb> newVerb() {
      return own.isPresent() ? Optional.of(own.get().get()) : Optional.empty();
    }
  }
}
