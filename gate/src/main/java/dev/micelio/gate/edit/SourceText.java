package dev.micelio.gate.edit;

import dev.micelio.gate.toml.Place;

/// A text that is known to be TOML, by offsets.
final class SourceText {
  private final String text;
  private final String lineEnd;

  SourceText(String text) {
    this.text = text;
    int end = text.indexOf('\n');
    lineEnd = end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  int length() {
    return text.length();
  }

  char at(int offset) {
    return text.charAt(offset);
  }

  /// Lines and columns count from 1, and a column is a character.
  int offset(Place place) {
    int line = 0;
    for (int i = 1; i < place.line(); i++) {
      line = text.indexOf('\n', line) + 1;
    }
    return text.offsetByCodePoints(line, place.column() - 1);
  }

  int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /// Where the next line begins, or the text ends.
  int nextLine(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }

  String between(int from, int to) {
    return text.substring(from, to);
  }

  boolean isBlank(int from, int to) {
    return text.substring(from, to).isBlank();
  }

  /// With `added` in it, in the line ends of this text.
  String with(int offset, String added) {
    return replaced(offset, offset, added);
  }

  String replaced(int from, int to, String added) {
    return text.substring(0, from) + added.replace("\n", lineEnd) + text.substring(to);
  }

  /// With whole lines at its end, behind an empty one.
  String withLines(String lines) {
    boolean ends = text.isEmpty() || text.endsWith("\n");
    return with(text.length(), (ends ? "" : "\n") + (text.isEmpty() ? "" : "\n") + lines);
  }

  /// The last character of what begins at `offset`: a bracket or a brace closes what it opens, and
  /// what stands in quotes or behind a # opens nothing.
  int close(int offset) {
    int depth = 0;
    for (int i = offset; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '{' -> depth++;
        case ']', '}' -> {
          if (--depth == 0) {
            return i;
          }
        }
        case '#' -> i = nextLine(i) - 1;
        case '"', '\'' -> i = quoteEnd(i);
        default -> {}
      }
    }
    return text.length() - 1;
  }

  /// The last character of a text in quotes.
  private int quoteEnd(int offset) {
    char quote = text.charAt(offset);
    String three = String.valueOf(quote).repeat(3);
    boolean isBlock = text.startsWith(three, offset);
    int i = offset + (isBlock ? 3 : 1);
    while (i < text.length() && !(isBlock ? text.startsWith(three, i) : text.charAt(i) == quote)) {
      i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
    }
    if (!isBlock) {
      return i;
    }
    i += 2;
    // a long text may end with one or two quotes of its own
    for (int more = 0; more < 2 && i + 1 < text.length() && text.charAt(i + 1) == quote; more++) {
      i++;
    }
    return i;
  }
}
