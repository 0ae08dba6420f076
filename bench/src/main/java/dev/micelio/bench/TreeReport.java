package dev.micelio.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The tables of what was measured at each size, and of what that says about a tree of 10^9.
final class TreeReport {
  private static final double FORECAST = 1e9;

  private record Measured(
      double entries,
      double buildSeconds,
      double lookupsPerSecond,
      NodeCount shape,
      List<TreeCost> costs) {}

  private final List<Measured> all = new ArrayList<>();

  void add(
      double entries,
      double buildSeconds,
      double lookupsPerSecond,
      NodeCount shape,
      List<TreeCost> costs) {
    all.add(new Measured(entries, buildSeconds, lookupsPerSecond, shape, List.copyOf(costs)));
  }

  void print() {
    var head = new ArrayList<>(List.of(""));
    all.forEach(measured -> head.add(number(measured.entries) + " entries"));
    var table = new MarkdownTable(head);
    row(table, "built, entries a second", m -> number(m.entries / m.buildSeconds));
    row(
        table,
        "levels, nodes, bytes an entry",
        m ->
            String.format(
                Locale.ROOT,
                "%d, %s, %.1f",
                m.shape.levels(),
                number(m.shape.allWritten()),
                m.shape.allBytesWritten() / m.entries));
    row(table, "entries a leaf, leaves a node of level 1", TreeReport::widths);
    row(table, "look-ups a second, anywhere", m -> number(m.lookupsPerSecond));
    for (int i = 0; i < all.getFirst().costs.size(); i++) {
      int cost = i;
      row(
          table,
          all.getFirst().costs.get(cost).name(),
          m -> time(m.costs.get(cost).micros()) + "; " + counts(m.costs.get(cost).count()));
    }
    System.out.println("Of each operation: time; nodes read in rounds; nodes and KB written.");
    table.print();
    var largest = all.getLast();
    if (largest.shape.levels() >= 3) {
      forecast(largest);
    }
  }

  private void row(MarkdownTable table, String name, Function<Measured, String> cell) {
    var cells = new ArrayList<>(List.of(name));
    all.forEach(measured -> cells.add(cell.apply(measured)));
    table.row(cells);
  }

  private static void forecast(Measured measured) {
    var forecast = new TreeForecast(measured.shape, measured.entries, FORECAST);
    System.out.println(
        String.format(
            Locale.ROOT,
            "Computed for %s entries from the widths and counts at %s: %d levels, %s nodes, %s GB;"
                + " above the two lowest levels are %s nodes.",
            number(FORECAST),
            number(measured.entries),
            forecast.levels(),
            number(forecast.allNodes()),
            number(forecast.bytes() / 1e9),
            number(forecast.upperNodes())));
    var table =
        new MarkdownTable(
            List.of(
                "computed, not measured",
                "nodes read",
                "of these in the two lowest levels",
                "rounds",
                "nodes written",
                "KB written"));
    for (var cost : measured.costs) {
      var count = forecast.of(cost);
      table.row(
          List.of(
              cost.name(),
              number(count.allRead()),
              number(count.read[0] + count.read[1]),
              number(count.rounds),
              number(count.allWritten()),
              number(count.allBytesWritten() / 1e3)));
    }
    table.print();
  }

  private static String widths(Measured measured) {
    var shape = measured.shape;
    return shape.levels() == 1
        ? "all"
        : String.format(
            Locale.ROOT,
            "%.0f, %.0f",
            measured.entries / shape.written[0],
            shape.written[0] / shape.written[1]);
  }

  private static String counts(NodeCount count) {
    String read = number(count.allRead()) + " in " + number(count.rounds);
    return count.allWritten() == 0
        ? read
        : read + "; " + number(count.allWritten()) + ", " + number(count.allBytesWritten() / 1e3);
  }

  private static String time(double micros) {
    return micros < 1e3
        ? String.format(Locale.ROOT, "%.0f µs", micros)
        : micros < 1e6
            ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
            : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  private static String number(double number) {
    return number < 100 && Math.abs(number - Math.rint(number)) > 0.05
        ? String.format(Locale.ROOT, "%.1f", number)
        : String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
  }
}
