package dev.micelio.sim.mutant;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/// Looks for a planted bug, seed by seed from 1 on, so that it takes as many each time.
public final class Hunt {
  private Hunt() {}

  /// How many seeds it took and which law broke.
  public record Found(int seeds, String broken) {}

  /// Empty when the mutant lived through all the seeds that it may.
  public static Optional<Found> hunt(Mutant mutant, Path root) {
    var trial = trial(PatchedClasses.of(mutant, root.resolve("core/src/main/java")));
    for (int seed = 1; seed <= mutant.seedsMax(); seed++) {
      String broken = trial.apply((long) seed, mutant.dials());
      if (!broken.isEmpty()) {
        return Optional.of(new Found(seed, broken));
      }
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<Long, String, String> trial(PatchedClasses classes) {
    try {
      return (BiFunction<Long, String, String>)
          classes.loadClass(Trial.class.getName()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a class that is here is there too", e);
    }
  }
}
