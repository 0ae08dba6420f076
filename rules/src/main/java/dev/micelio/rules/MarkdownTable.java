package dev.micelio.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The rows of the tables of a page whose columns are the given ones.
record MarkdownTable(List<Row> rows) {

  /// The cells of one row, by their column.
  record Row(Map<String, String> cells) {
    String cell(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }

    /// The words of a cell that lists several.
    List<String> words(String column) {
      return Pattern.compile(",").splitAsStream(cell(column)).map(String::strip).toList();
    }
  }

  static MarkdownTable in(String page, String... columns) {
    var rows = new ArrayList<Row>();
    boolean inside = false;
    for (var line : page.lines().toList()) {
      var cells = cells(line);
      if (cells.equals(List.of(columns))) {
        inside = true;
      } else if (cells.isEmpty()) {
        inside = false;
      } else if (inside && !cells.getFirst().startsWith("---")) {
        rows.add(row(List.of(columns), cells));
      }
    }
    return new MarkdownTable(List.copyOf(rows));
  }

  private static Row row(List<String> columns, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row has " + cells.size() + " cells for the columns " + columns + ": " + cells);
    }
    return new Row(
        IntStream.range(0, cells.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(columns::get, cells::get)));
  }

  private static List<String> cells(String line) {
    if (!line.startsWith("|")) {
      return List.of();
    }
    return Arrays.stream(line.strip().replaceAll("^\\||\\|$", "").split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
