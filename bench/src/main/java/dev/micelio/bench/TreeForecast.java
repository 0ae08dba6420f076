package dev.micelio.bench;

import java.util.Arrays;

/// What operations would cost in a larger tree, by the widths of nodes and the counts measured in a
/// smaller one. Nothing of it is measured.
///
/// Widths of levels that the measured tree does not have are taken to be those of its level 1. An
/// operation at some places touches as many nodes of a level as it did in the measured tree (above
/// level 1 as many as of level 1), or, where the level has few, as many as so many random choices
/// among them hit.
final class TreeForecast {
  /// Fewer items are never cut (docs/formats/tree.md: w on each side of a boundary).
  private static final int UNCUT_MAX = 128;

  /// How many nodes a round of a walk asks for.
  private static final int ROUND_MAX = 512;

  private final NodeCount measured;
  private final double[] nodes = new double[NodeCount.LEVELS];
  private final int levels;

  /// `measured` are the nodes of a tree of at least three levels.
  TreeForecast(NodeCount measured, double entries, double forecast) {
    if (measured.levels() < 3) {
      throw new IllegalArgumentException("a tree of less than three levels tells nothing");
    }
    this.measured = measured;
    double width = entries / measured.written[0];
    double items = forecast;
    int level = 0;
    do {
      nodes[level] = items <= UNCUT_MAX ? 1 : Math.max(1, items / width);
      items = nodes[level++];
      width = measured.written[0] / measured.written[1];
    } while (items > 1 && level < NodeCount.LEVELS);
    levels = level;
  }

  int levels() {
    return levels;
  }

  double allNodes() {
    return Arrays.stream(nodes).sum();
  }

  /// The nodes above the two lowest levels.
  double upperNodes() {
    return Arrays.stream(nodes).skip(2).sum();
  }

  double bytes() {
    double bytes = 0;
    for (int level = 0; level < levels; level++) {
      bytes += nodes[level] * nodeBytes(level);
    }
    return bytes;
  }

  private double nodeBytes(int level) {
    int like = Math.min(level, 1);
    return measured.bytesWritten[like] / measured.written[like];
  }

  NodeCount of(TreeCost cost) {
    var forecast = new NodeCount();
    for (int level = 0; level < levels; level++) {
      forecast.read[level] = touched(cost, cost.count().read, level);
      forecast.written[level] =
          level == levels - 1
              ? Math.min(1, cost.count().allWritten())
              : touched(cost, cost.count().written, level);
      forecast.bytesWritten[level] = forecast.written[level] * nodeBytes(level);
    }
    forecast.rounds =
        Math.max(
            Math.ceil(cost.count().rounds * levels / measured.levels()),
            Math.ceil(forecast.allRead() / ROUND_MAX));
    return forecast;
  }

  private double touched(TreeCost cost, double[] counts, int level) {
    int like = Math.min(level, 1);
    if (cost.growth() == TreeCost.Growth.SHARE) {
      return nodes[level] * counts[like] / measured.written[like];
    }
    double each = counts[like] / cost.growth().trees;
    double hit = nodes[level] * (1 - Math.pow(1 - 1 / nodes[level], each));
    return cost.growth().trees * hit;
  }
}
