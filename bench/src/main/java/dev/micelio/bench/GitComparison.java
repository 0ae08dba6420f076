package dev.micelio.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One operation as git does it and as ours does, in turns.
final class GitComparison {

  /// How it is done. Each is compared with a git that makes as little or as much durable.
  enum Way {
    GIT("git"),
    OURS("ours, plain files"),
    GIT_SYNCED("git, each object synced"),
    OURS_DURABLE("ours, object store"),
    OURS_ALONE("ours, a process of its own");

    final String title;

    Way(String title) {
      this.title = title;
    }
  }

  /// One turn: how many milliseconds it took.
  interface Turn {
    double millis(int round);
  }

  private final String name;
  private final Map<Way, Turn> ways = new EnumMap<>(Way.class);
  private final Map<Way, List<Double>> millis = new EnumMap<>(Way.class);

  GitComparison(String name) {
    this.name = name;
  }

  GitComparison with(Way way, Turn turn) {
    ways.put(way, turn);
    return this;
  }

  /// Every second round goes backwards.
  GitComparison take(int rounds) {
    for (int round = 0; round < rounds; round++) {
      var order = new ArrayList<>(ways.keySet());
      for (var way : round % 2 == 0 ? order : order.reversed()) {
        double result = Objects.requireNonNull(ways.get(way)).millis(round);
        millis.computeIfAbsent(way, _ -> new ArrayList<>()).add(result);
      }
    }
    return this;
  }

  static MarkdownTable table(String title) {
    var head = new ArrayList<>(List.of(title));
    for (var way : Way.values()) {
      head.add(way.title);
      if (peer(way) != null) {
        head.add("git ÷ ours");
      }
    }
    return new MarkdownTable(head);
  }

  void addTo(MarkdownTable table) {
    var cells = new ArrayList<>(List.of(name));
    for (var way : Way.values()) {
      cells.add(ways.containsKey(way) ? String.format(Locale.ROOT, "%.2f", middle(way)) : "–");
      var peer = peer(way);
      if (peer != null) {
        boolean both = ways.containsKey(way) && ways.containsKey(peer);
        cells.add(both ? String.format(Locale.ROOT, "**%.1f**", middle(peer) / middle(way)) : "–");
      }
    }
    table.row(cells);
  }

  private static @Nullable Way peer(Way way) {
    return switch (way) {
      case OURS, OURS_ALONE -> Way.GIT;
      case OURS_DURABLE -> Way.GIT_SYNCED;
      case GIT, GIT_SYNCED -> null;
    };
  }

  private double middle(Way way) {
    var sorted = millis.getOrDefault(way, List.of()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
