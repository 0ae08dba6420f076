package dev.micelio.checks.standing;

import dev.micelio.checks.event.Event;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.snapshot.Sightings;
import dev.micelio.core.snapshot.Watched;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An answer with all that decided it.
///
/// @param mic which mic found it, on which kind of machine
/// @param directory without links
/// @param mark of the sightings that it was found for
/// @param keptMillis when it was kept: a clock that says less was set back, and is not to be relied
///   on
/// @param validUntilMillis when the first of its evidence expires
/// @param checks all of them passed; as they are told when they did not run
record Kept(
    String mic,
    String directory,
    Sightings.Mark mark,
    long keptMillis,
    long validUntilMillis,
    List<Watched> files,
    SortedMap<String, Optional<String>> variables,
    Digest tree,
    List<Event.Answered> checks) {
  Kept {
    files = List.copyOf(files);
    variables = new TreeMap<>(variables);
    checks = List.copyOf(checks);
  }

  /// Whether it is an answer for this mic, here and now, as far as can be told without the files of
  /// the directory.
  boolean holds(String mic, Path directory, Map<String, String> environment, long nowMillis) {
    if (!this.mic.equals(mic)
        || !this.directory.equals(directory.toString())
        || nowMillis < keptMillis
        || nowMillis >= validUntilMillis) {
      return false;
    }
    for (var variable : variables.entrySet()) {
      @Nullable String value = environment.get(variable.getKey());
      if (!variable.getValue().equals(Optional.ofNullable(value))) {
        return false;
      }
    }
    for (var file : files) {
      if (!file.holds()) {
        return false;
      }
    }
    return true;
  }
}
