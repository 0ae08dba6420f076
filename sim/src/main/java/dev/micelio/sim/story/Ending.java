package dev.micelio.sim.story;

import dev.micelio.sim.law.Violated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a simulation ended: what broke, if anything did, and what happened.
public record Ending(
    Scenario scenario,
    Optional<Broken> broken,
    long landings,
    long events,
    long nanos,
    long fingerprint,
    Map<String, Long> faults,
    List<String> trace) {

  /// The law that broke, and how.
  public record Broken(String law, String how) {
    static Broken of(Violated violated) {
      return new Broken(violated.law(), violated.how());
    }
  }

  public Ending {
    faults = new TreeMap<>(faults);
    trace = List.copyOf(trace);
  }
}
