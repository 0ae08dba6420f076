package dev.micelio.cli.check;

import java.util.ArrayList;
import java.util.List;

/// A terminal that knows what the live view uses, and scrolls nothing away.
final class Screen {
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private final int columns;
  private int row;
  private int column;
  private boolean wraps = true;

  Screen(int columns) {
    this.columns = columns;
  }

  Screen print(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> column = 0;
        case '\n' -> {
          newRow();
          column = 0;
        }
        case '\u001b' -> i = sequence(text, i);
        default -> put(c);
      }
    }
    return this;
  }

  private void newRow() {
    row++;
    if (row == rows.size()) {
      rows.add(new StringBuilder());
    }
  }

  private void put(char c) {
    if (column == columns) {
      if (!wraps) {
        return;
      }
      newRow();
      column = 0;
    }
    var at = rows.get(row);
    while (at.length() < column) {
      at.append(' ');
    }
    at.replace(column, Math.min(at.length(), column + 1), String.valueOf(c));
    column++;
  }

  private int sequence(String text, int begin) {
    int end = begin + 2;
    while (!Character.isLetter(text.charAt(end))) {
      end++;
    }
    String arguments = text.substring(begin + 2, end);
    switch (text.charAt(end)) {
      case 'A' -> row = Math.max(0, row - Integer.parseInt(arguments));
      case 'J' -> {
        rows.get(row).setLength(Math.min(column, rows.get(row).length()));
        while (rows.size() > row + 1) {
          rows.removeLast();
        }
      }
      case 'l' -> wraps = false;
      case 'h' -> wraps = true;
      default -> throw new IllegalArgumentException("unknown: " + text.substring(begin, end + 1));
    }
    return end;
  }

  boolean wraps() {
    return wraps;
  }

  String text() {
    return String.join("\n", rows.stream().map(each -> each.toString().stripTrailing()).toList());
  }
}
