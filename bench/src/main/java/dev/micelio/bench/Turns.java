package dev.micelio.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/// Contestants that take turns, so that what else the machine does meets all of them alike.
final class Turns {
  private record Contestant(String name, DoubleSupplier run, List<Double> results) {}

  private final String unit;
  private final List<Contestant> contestants = new ArrayList<>();

  Turns(String unit) {
    this.unit = unit;
  }

  /// `run` answers how many units a second it did.
  Turns with(String name, DoubleSupplier run) {
    contestants.add(new Contestant(name, run, new ArrayList<>()));
    return this;
  }

  /// The first contestant is what the others are compared with. Every second round goes backwards.
  void take(int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (var contestant : round % 2 == 0 ? contestants : contestants.reversed()) {
        double result = contestant.run.getAsDouble();
        contestant.results.add(result);
        System.out.println(
            String.format(
                Locale.ROOT, "round %d  %-48s %8.1f %s", round + 1, contestant.name, result, unit));
      }
    }
    double base = middle(contestants.getFirst());
    for (var contestant : contestants) {
      double best = contestant.results.stream().mapToDouble(r -> r).max().orElseThrow();
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-56s best %8.1f  middle %8.1f %s  %5.2fx",
              contestant.name,
              best,
              middle(contestant),
              unit,
              middle(contestant) / base));
    }
  }

  private static double middle(Contestant contestant) {
    var sorted = contestant.results.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
