package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/// Reads one JSON value. How many bytes there are, the caller bounds.
final class JsonReader {
  static final int DEPTH_MAX = 32;
  private static final int LONG_DIGITS = 18;

  private final byte[] bytes;
  private final int end;
  private int at;

  private JsonReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /// Empty where it is not JSON.
  static Optional<Json> read(byte[] bytes) {
    return read(bytes, 0, bytes.length);
  }

  static Optional<Json> read(byte[] bytes, int from, int end) {
    var reader = new JsonReader(bytes, from, end);
    try {
      var value = reader.value(0);
      reader.skipSpace();
      return reader.at == end ? Optional.of(value) : Optional.empty();
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  static boolean isWhole(String word) {
    String digits = word.startsWith("-") ? word.substring(1) : word;
    return !digits.isEmpty()
        && digits.length() <= LONG_DIGITS
        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Json value(int depth) throws NotJson {
    if (depth > DEPTH_MAX) {
      throw new NotJson();
    }
    skipSpace();
    return switch (peek()) {
      case '"' -> new Json.Text(string());
      case '[' -> items(depth);
      case '{' -> members(depth);
      default -> literal();
    };
  }

  private Json items(int depth) throws NotJson {
    var items = new ArrayList<Json>();
    for (boolean more = open(']'); more; more = next(']')) {
      items.add(value(depth + 1));
    }
    return new Json.Items(items);
  }

  private Json members(int depth) throws NotJson {
    var members = new TreeMap<String, Json>();
    for (boolean more = open('}'); more; more = next('}')) {
      skipSpace();
      String name = new Json.Text(string()).text();
      skipSpace();
      expect(':');
      members.put(name, value(depth + 1));
    }
    return new Json.Members(members);
  }

  /// Past the opening bracket; whether anything stands in it.
  private boolean open(char closing) throws NotJson {
    at++;
    skipSpace();
    if (peek() == closing) {
      at++;
      return false;
    }
    return true;
  }

  private boolean next(char closing) throws NotJson {
    skipSpace();
    if (peek() == closing) {
      at++;
      return false;
    }
    expect(',');
    return true;
  }

  private Json literal() throws NotJson {
    int from = at;
    while (at < end && isOfLiteral(bytes[at])) {
      at++;
    }
    String word = new String(bytes, from, at - from, ISO_8859_1);
    boolean isNumber =
        !word.isEmpty() && (word.charAt(0) == '-' || Character.isDigit(word.charAt(0)));
    if (!isNumber && !word.equals("true") && !word.equals("false") && !word.equals("null")) {
      throw new NotJson();
    }
    return new Json.Literal(word);
  }

  private static boolean isOfLiteral(byte letter) {
    return (letter >= '0' && letter <= '9')
        || (letter >= 'a' && letter <= 'z')
        || letter == '-'
        || letter == '+'
        || letter == '.'
        || letter == 'E';
  }

  private String string() throws NotJson {
    expect('"');
    int from = at;
    while (peek() != '"' && peek() != '\\') {
      at++;
    }
    if (peek() == '"') {
      return new String(bytes, from, at++ - from, ISO_8859_1);
    }
    var text = new StringBuilder(new String(bytes, from, at - from, ISO_8859_1));
    for (; peek() != '"'; at++) {
      if (peek() == '\\') {
        at++;
        escape(text);
      } else {
        text.append((char) (bytes[at] & 0xff));
      }
    }
    at++;
    return text.toString();
  }

  private void escape(StringBuilder text) throws NotJson {
    switch (peek()) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case '"', '\\', '/' -> text.append((char) peek());
      case 'u' -> {
        var letters = new StringBuilder().append(unit());
        if (Character.isHighSurrogate(letters.charAt(0))
            && at + 2 < end
            && bytes[at + 1] == '\\'
            && bytes[at + 2] == 'u') {
          at += 2;
          letters.append(unit());
        }
        text.append(new String(letters.toString().getBytes(UTF_8), ISO_8859_1));
      }
      default -> throw new NotJson();
    }
  }

  /// From the `u` to the last of its four digits.
  private char unit() throws NotJson {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      at++;
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw new NotJson();
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private void skipSpace() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
  }

  private void expect(char letter) throws NotJson {
    if (peek() != letter) {
      throw new NotJson();
    }
    at++;
  }

  private byte peek() throws NotJson {
    if (at >= end) {
      throw new NotJson();
    }
    return bytes[at];
  }

  private static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super("not JSON", null, false, false);
    }
  }
}
