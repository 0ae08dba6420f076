package dev.micelio.sim.story;

import dev.micelio.core.objects.faulty.Fault;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often each thing went wrong.
public final class Tally {
  private final TreeMap<String, Long> counts = new TreeMap<>();

  void count(Fault fault) {
    count(fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /// By name, as the dials are named.
  public SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
