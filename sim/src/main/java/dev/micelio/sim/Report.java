package dev.micelio.sim;

import dev.micelio.sim.mutant.Hunt;
import dev.micelio.sim.mutant.Mutant;
import dev.micelio.sim.story.Ending;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who is told what the runs gave.
interface Report {

  /// All the runs together.
  record Sum(
      int seeds,
      long landings,
      long events,
      long simulatedNanos,
      long nanos,
      Map<String, Long> faults) {
    static final Sum NONE = new Sum(0, 0, 0, 0, 0, Map.of());

    Sum plus(Ending ending) {
      var more = new TreeMap<>(faults);
      ending.faults().forEach((fault, times) -> more.merge(fault, times, Long::sum));
      return new Sum(
          seeds + 1,
          landings + ending.landings(),
          events + ending.events(),
          simulatedNanos + ending.nanos(),
          nanos,
          more);
    }

    Sum in(long nanos) {
      return new Sum(seeds, landings, events, simulatedNanos, nanos, faults);
    }
  }

  /// One history, with its trace where it was asked for.
  void replayed(Ending ending);

  /// Every law held.
  void held(Sum sum);

  /// A law broke: as it was found, and as short as it got.
  void broken(Ending found, Ending shrunk, Sum sum);

  /// What came of a planted bug; empty when it lived.
  void mutant(Mutant mutant, Optional<Hunt.Found> found);

  /// After all mutants.
  void mutants(int all, int alive);
}
