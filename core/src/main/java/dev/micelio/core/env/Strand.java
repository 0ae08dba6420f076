package dev.micelio.core.env;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A thread of a simulated world. Only the one that holds the baton runs.
///
/// | state    | `place` in the runnable | `wakeNanos` | `waitsFor` |
/// |----------|-------------------------|-------------|------------|
/// | runnable | its index               | –           | null       |
/// | sleeping | -1                      | when        | null       |
/// | waiting  | -1                      | –           | what       |
/// | ended    | -1                      | –           | null       |
abstract class Strand {
  private static final Set<String> OWN_TYPES =
      Stream.of(
              Env.class,
              SeededEnv.class,
              SeededPromise.class,
              Strand.class,
              ThreadStrands.class,
              ContinuationStrands.class,
              Continuations.class,
              World.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  final String name;

  /// Which simulated machine it runs on; empty for none.
  final String machine;

  int place = -1;
  long wakeNanos;
  long sleepOrder;
  @Nullable SeededPromise<?> waitsFor;
  int calls;
  int refusals;
  @Nullable Killed killed;

  Strand(String name, String machine) {
    this.name = name;
    this.machine = machine;
  }

  abstract boolean isCurrent();

  /// The strand goes on, as soon as whoever hands it the baton waits or ends.
  abstract void handBaton();

  abstract void awaitBaton();

  abstract StackTraceElement[] frames();

  /// Where in the program it stands: the innermost frame that is not the simulation's own.
  final String where() {
    for (var frame : frames()) {
      String type = frame.getClassName().replaceFirst("\\$.*", "");
      if (!type.startsWith("java.") && !type.startsWith("jdk.") && !OWN_TYPES.contains(type)) {
        return frame.toString();
      }
    }
    return "its beginning";
  }
}
