package dev.micelio.core.cbor;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.TreeMap;

/// Reads what [CborDiagnostic] writes. For one text.
final class DiagnosticParser {
  private static final int SHOWN_MAX = 20;
  private static final String SHORT_ESCAPES = "\"\\/bfnrt";
  private static final String SHORT_ESCAPED = "\"\\/\b\f\n\r\t";
  private static final int ESCAPE_DIGITS = 4;
  private static final int END = -1;

  private final String what;
  private final String text;
  private final CborLimits limits;
  private int position;

  DiagnosticParser(String what, String text, CborLimits limits) {
    this.what = what;
    this.text = text;
    this.limits = limits;
  }

  Cbor parse() {
    space();
    var value = value(0);
    space();
    if (peek() != END) {
      throw unexpected("the end");
    }
    int size = value.encode().length;
    if (size > limits.bytesMax()) {
      throw problem(
          0, "it has %d bytes where at most %d are allowed".formatted(size, limits.bytesMax()));
    }
    return value;
  }

  private Cbor value(int depth) {
    int first = peek();
    if (first == '"') {
      return text();
    }
    if (first == '-' || isDigit(first)) {
      return integer();
    }
    if (first == '[' || first == '{') {
      if (depth == limits.depthMax()) {
        throw problem(position, "more than %d levels of arrays and maps".formatted(depth));
      }
      position++;
      return first == '[' ? array(depth + 1) : map(depth + 1);
    }
    if (taken("h'")) {
      return bytes();
    }
    int start = position;
    while (isLetter(peek())) {
      position++;
    }
    String word = text.substring(start, position);
    if (word.equals("true") || word.equals("false")) {
      return Cbor.of(word.equals("true"));
    }
    position = start;
    throw unexpected("a value");
  }

  private Cbor array(int depth) {
    var items = new ArrayList<Cbor>();
    int start = position - 1;
    while (more(items.isEmpty(), ']')) {
      items.add(value(depth));
      space();
    }
    count(start, items.size());
    return Cbor.array(items);
  }

  private Cbor map(int depth) {
    var entries = new TreeMap<Cbor, Cbor>(Cbor.Map.KEY_ORDER);
    int start = position - 1;
    while (more(entries.isEmpty(), '}')) {
      int at = position;
      var key = key();
      if (entries.containsKey(key)) {
        throw problem(at, "a key that is there twice");
      }
      space();
      if (!taken(":")) {
        throw unexpected("':'");
      }
      space();
      entries.put(key, value(depth));
      space();
    }
    count(start, entries.size());
    var list = new ArrayList<Cbor.Map.Entry>(entries.size());
    entries.forEach((key, value) -> list.add(new Cbor.Map.Entry(key, value)));
    return new Cbor.Map(list);
  }

  /// Whether another item follows, behind its comma unless it is the first; the bracket that ends
  /// them is taken.
  private boolean more(boolean first, char bracket) {
    if (first) {
      space();
    }
    if (peek() == bracket) {
      position++;
      return false;
    }
    if (!first) {
      if (!taken(",")) {
        throw unexpected("',' or '" + bracket + "'");
      }
      space();
    }
    return true;
  }

  private Cbor key() {
    int first = peek();
    if (first == '"') {
      return text();
    }
    if (first == '-' || isDigit(first)) {
      return integer();
    }
    throw unexpected("a key, which is an integer or text,");
  }

  private Cbor integer() {
    int start = position;
    position += peek() == '-' ? 1 : 0;
    int digits = position;
    while (isDigit(peek())) {
      position++;
    }
    String number = text.substring(start, position);
    boolean plain =
        position > digits
            && (text.charAt(digits) != '0' || number.equals("0"))
            && !isLetter(peek());
    if (!plain) {
      throw problem(start, "a number that is not written as an integer is");
    }
    try {
      return Cbor.of(Long.parseLong(number));
    } catch (IllegalArgumentException e) {
      throw problem(start, "an integer beyond 2^63 - 1");
    }
  }

  private Cbor bytes() {
    int start = position;
    int end = text.indexOf('\'', start);
    if (end < 0) {
      throw problem(start, "bytes that do not end");
    }
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(text, start, end);
    } catch (IllegalArgumentException e) {
      throw problem(start, "bytes that are not pairs of hexadecimal digits");
    }
    size(start, bytes.length);
    position = end + 1;
    return Cbor.Bytes.owned(bytes);
  }

  private Cbor.Text text() {
    int start = position++;
    var value = new StringBuilder();
    while (!taken("\"")) {
      int letter = peek();
      if (letter == END) {
        throw problem(start, "text that does not end");
      }
      if (letter < ' ') {
        throw unexpected("an escape");
      }
      position++;
      value.append(letter == '\\' ? escaped() : (char) letter);
    }
    if (!Utf8.has(value.toString())) {
      throw problem(start, "text with one half of a pair of surrogates");
    }
    var text = Cbor.of(value.toString());
    size(start, text.sizeBytes());
    return text;
  }

  private char escaped() {
    int escape = SHORT_ESCAPES.indexOf(peek());
    if (escape >= 0) {
      position++;
      return SHORT_ESCAPED.charAt(escape);
    }
    int end = position + 1 + ESCAPE_DIGITS;
    if (peek() == 'u' && end <= text.length()) {
      try {
        int letter = HexFormat.fromHexDigits(text, position + 1, end);
        position = end;
        return (char) letter;
      } catch (NumberFormatException e) {
        throw unexpected("u and four hexadecimal digits");
      }
    }
    throw unexpected("one of \" \\ / b f n r t, or u and four hexadecimal digits,");
  }

  private void size(int start, int size) {
    if (size > limits.itemBytesMax()) {
      throw problem(
          start,
          "an item of %d bytes where at most %d are allowed"
              .formatted(size, limits.itemBytesMax()));
    }
  }

  private void count(int start, int count) {
    if (count > limits.itemBytesMax()) {
      throw problem(
          start,
          "a count of %d where at most %d are allowed".formatted(count, limits.itemBytesMax()));
    }
  }

  private void space() {
    while (true) {
      if (peek() == '/') {
        int end = text.indexOf('/', position + 1);
        if (end < 0) {
          throw problem(position, "a comment that does not end");
        }
        position = end;
      } else if (peek() != ' ' && peek() != '\n' && peek() != '\r' && peek() != '\t') {
        return;
      }
      position++;
    }
  }

  private int peek() {
    return position < text.length() ? text.charAt(position) : END;
  }

  private boolean taken(String word) {
    if (text.startsWith(word, position)) {
      position += word.length();
      return true;
    }
    return false;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// What would belong to a word or number that it follows.
  private static boolean isLetter(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
  }

  private Problem unexpected(String expected) {
    int end = Math.min(text.length(), position + SHOWN_MAX);
    return problem(
        position,
        position == text.length()
            ? "the end where %s belongs".formatted(expected)
            : "%s where %s belongs"
                .formatted(Shown.quoted(text.substring(position, end)), expected));
  }

  private Problem problem(int at, String found) {
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    long line = text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int column = text.codePointCount(lineStart, at) + 1;
    return new Problem(
        Problem.Kind.INVALID,
        "cbor.notation",
        "%s is not a value in diagnostic notation: line %d, column %d: %s"
            .formatted(what, line, column, found),
        "correct it there; docs/formats/cbor.md says how values are written");
  }
}
