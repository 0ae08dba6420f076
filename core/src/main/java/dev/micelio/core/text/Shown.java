package dev.micelio.core.text;

import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// A stranger's text as we show it. Whoever wrote it must not be able to write lines, move the
/// cursor, turn the direction of what stands around it, hide, or end the quotes: what does not
/// print is shown as an escape of JSON (RFC 8259).
public final class Shown {
  /// How much of a long text a message has.
  public static final int LETTERS_MAX = 100;

  public static final int TEXTS_MAX = 20;

  private static final HexFormat HEX = HexFormat.of();

  /// What Unicode gives a type that prints, and still draws nothing.
  private static final int[][] INVISIBLE = {
    {0x034f, 0x034f},
    {0x115f, 0x1160},
    {0x17b4, 0x17b5},
    {0x180b, 0x180f},
    {0x2800, 0x2800},
    {0x3164, 0x3164},
    {0xfe00, 0xfe0f},
    {0xffa0, 0xffa0},
    {0xe0100, 0xe01ef}
  };

  private Shown() {}

  /// In quotes, all of it.
  public static String quoted(String text) {
    var out = new StringBuilder(text.length() + 2);
    appendQuoted(out, text);
    return out.toString();
  }

  public static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    append(out, text, true);
    out.append('"');
  }

  /// Without quotes, all of it.
  public static String whole(String text) {
    var out = new StringBuilder(text.length());
    append(out, text, false);
    return out.toString();
  }

  /// In quotes, cut where it gets long.
  public static String text(String text) {
    return isLong(text) ? quoted(cut(text, LETTERS_MAX)) + "…" : quoted(text);
  }

  /// Without quotes, cut where it gets long.
  public static String brief(String text) {
    return isLong(text) ? whole(cut(text, LETTERS_MAX)) + "…" : whole(text);
  }

  /// Each in quotes, the first of them.
  public static String list(Collection<String> texts) {
    String shown =
        texts.stream().limit(TEXTS_MAX).map(Shown::text).collect(Collectors.joining(", "));
    return "["
        + shown
        + (texts.size() > TEXTS_MAX ? ", … " + (texts.size() - TEXTS_MAX) + " more]" : "]");
  }

  private static boolean isLong(String text) {
    return text.codePointCount(0, text.length()) > LETTERS_MAX;
  }

  private static String cut(String text, int letters) {
    return text.substring(0, text.offsetByCodePoints(0, letters));
  }

  private static void append(StringBuilder out, String text, boolean inQuotes) {
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      int size = Character.charCount(letter);
      switch (letter) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '"', '\\' -> out.append(inQuotes ? "\\" : "").append((char) letter);
        default -> {
          if (prints(letter)) {
            out.appendCodePoint(letter);
          } else {
            for (int at = i; at < i + size; at++) {
              out.append("\\u").append(HEX.toHexDigits(text.charAt(at)));
            }
          }
        }
      }
      i += size;
    }
  }

  private static boolean prints(int letter) {
    if (letter < 0x7f) {
      return letter >= ' ';
    }
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> !isInvisible(letter);
    };
  }

  private static boolean isInvisible(int letter) {
    for (int[] range : INVISIBLE) {
      if (letter >= range[0] && letter <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
