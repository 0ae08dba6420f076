package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/// Writes a value as RFC 8785 says: no space, names in order, and every character as itself but the
/// quote, the backslash and the control characters.
final class JsonWriter {
  /// Enough for most statements, so that the buffer seldom grows.
  private static final int SIZE_EXPECTED = 2048;

  /// What one UTF-16 code unit can take: `\u0000`.
  private static final int UNIT_BYTES_MAX = 6;

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);

  private byte[] bytes = new byte[SIZE_EXPECTED];
  private int size;

  private JsonWriter() {}

  static byte[] write(Json value) {
    var writer = new JsonWriter();
    writer.value(value);
    return Arrays.copyOf(writer.bytes, writer.size);
  }

  private void value(Json value) {
    switch (value) {
      case Json.Text(String text) -> text(text);
      case Json.Int(long number) -> ascii(Long.toString(number).getBytes(US_ASCII));
      case Json.Bool(boolean truth) -> ascii(truth ? TRUE : FALSE);
      case Json.Array(var items) -> array(items);
      case Json.Members(var members) -> object(members);
    }
  }

  private void array(List<Json> items) {
    put('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        put(',');
      }
      value(items.get(i));
    }
    put(']');
  }

  private void object(List<Json.Member> members) {
    put('{');
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        put(',');
      }
      text(members.get(i).name());
      put(':');
      value(members.get(i).value());
    }
    put('}');
  }

  private void text(String text) {
    room(Math.addExact(2, Math.multiplyExact(UNIT_BYTES_MAX, text.length())));
    bytes[size++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += unicode(text, i);
      } else if (c < ' ' || c == '"' || c == '\\') {
        escape(c);
      } else {
        bytes[size++] = (byte) c;
      }
    }
    bytes[size++] = '"';
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[size++] = (byte) c;
      case '\b' -> bytes[size++] = 'b';
      case '\t' -> bytes[size++] = 't';
      case '\n' -> bytes[size++] = 'n';
      case '\f' -> bytes[size++] = 'f';
      case '\r' -> bytes[size++] = 'r';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 0xf];
      }
    }
  }

  /// The character at `i` in UTF-8; answers how many code units it has beyond the first.
  private int unicode(String text, int i) {
    int c = text.codePointAt(i);
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      throw new IllegalArgumentException("not Unicode text: half a pair at " + i);
    }
    if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        bytes[size++] = (byte) (0xe0 | (c >> 12));
      } else {
        bytes[size++] = (byte) (0xf0 | (c >> 18));
        bytes[size++] = (byte) (0x80 | ((c >> 12) & 0x3f));
      }
      bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
    }
    bytes[size++] = (byte) (0x80 | (c & 0x3f));
    return c < 0x10000 ? 0 : 1;
  }

  private void put(char c) {
    room(1);
    bytes[size++] = (byte) c;
  }

  private void ascii(byte[] from) {
    room(from.length);
    System.arraycopy(from, 0, bytes, size, from.length);
    size += from.length;
  }

  private void room(int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, length), 2 * size));
    }
  }
}
