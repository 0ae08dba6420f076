package dev.micelio.cli.check;

import dev.micelio.core.text.Shown;

/// A line that a check printed, as it may be shown: colours and cursor movements of terminals are
/// taken out, of a line that was written over the last state is left, and what does not print then
/// is shown as an escape. Nothing of it reaches a terminal raw.
final class LogText {
  private static final char ESCAPE = '\u001b';
  private static final String TAB = "    ";

  /// More of a line is seen by nobody.
  private static final int CHARACTERS_MAX = 4096;

  private LogText() {}

  static String shown(String line) {
    return Shown.whole(plain(line)).stripTrailing();
  }

  /// Without terminal sequences and tabs; control characters may still be in it.
  static String plain(String line) {
    String whole = line.length() > CHARACTERS_MAX ? line.substring(0, CHARACTERS_MAX) + " …" : line;
    String text = lastState(whole.stripTrailing());
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int end = c == ESCAPE ? sequenceEnd(text, i) : i;
      if (end > i) {
        i = end - 1;
      } else if (c == '\t') {
        out.append(TAB);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String lastState(String text) {
    return text.substring(text.lastIndexOf('\r') + 1);
  }

  /// Behind a sequence that begins with ESC and [ (ECMA-48, 5.4), or where it was if it is none.
  private static int sequenceEnd(String text, int begin) {
    if (begin + 1 >= text.length() || text.charAt(begin + 1) != '[') {
      return begin;
    }
    for (int i = begin + 2; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x40 && c <= 0x7e) {
        return i + 1;
      }
      if (c < 0x20 || c > 0x3f) {
        return begin;
      }
    }
    return begin;
  }

  /// As much of a text as so many columns of a terminal hold. A letter of a script that may take
  /// two is counted so.
  static String cut(String text, int columns) {
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      used += letter < 0x1100 ? 1 : 2;
      if (used > columns) {
        return columns < 2 ? "" : cut(text, columns - 1, i);
      }
      i += Character.charCount(letter);
    }
    return text;
  }

  private static String cut(String text, int columns, int end) {
    var out = new StringBuilder();
    int used = 0;
    for (int i = 0; i < end; ) {
      int letter = text.codePointAt(i);
      used += letter < 0x1100 ? 1 : 2;
      if (used > columns) {
        break;
      }
      out.appendCodePoint(letter);
      i += Character.charCount(letter);
    }
    return out.append('…').toString();
  }
}
