package dev.micelio.bench;

import java.util.ArrayList;
import java.util.List;

/// A table that can be put into docs/benchmarks.md as it is printed.
final class MarkdownTable {
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  MarkdownTable(List<String> head) {
    columns = head.size();
    row(head);
    lines.add("| ---" + " | ---:".repeat(columns - 1) + " |");
  }

  final void row(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(cells.size() + " cells in " + columns + " columns");
    }
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  void print() {
    System.out.println();
    lines.forEach(System.out::println);
    System.out.println();
  }
}
