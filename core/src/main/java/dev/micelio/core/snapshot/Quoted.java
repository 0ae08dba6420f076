package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Paths as they are shown: whoever names a file must not be able to write lines, move the cursor
/// or end the quotes.
public final class Quoted {
  private static final int SHOWN_BYTES_MAX = 1000;
  private static final String ESCAPED = "\u0007\b\t\n\u000b\f\r\"\\";
  private static final String ESCAPES = "abtnvfr\"\\";

  private Quoted() {}

  /// The path itself where it is plain, else in quotes, written as git does.
  public static String ifNeeded(String path) {
    byte[] bytes = path.getBytes(UTF_8);
    return isPlain(path) ? path : quoted(bytes, bytes.length);
  }

  /// In quotes always, shortened if it is very long. `path` need not be UTF-8.
  static String shown(byte[] path) {
    return quoted(path, Math.min(path.length, SHOWN_BYTES_MAX))
        + (path.length > SHOWN_BYTES_MAX ? "…" : "");
  }

  private static boolean isPlain(String path) {
    return path.chars().noneMatch(c -> isControl(c) || c == '"' || c == '\\');
  }

  /// C0, DEL, C1, and the signs that turn the direction of the text around them.
  private static boolean isControl(int c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static String quoted(byte[] path, int size) {
    var out = new StringBuilder(size + 2).append('"');
    for (int at = 0; at < size; ) {
      int length = characterBytes(path, at);
      String character = length == 0 ? "" : new String(path, at, length, UTF_8);
      int escape = length == 1 ? ESCAPED.indexOf(character) : -1;
      if (escape >= 0) {
        out.append('\\').append(ESCAPES.charAt(escape));
      } else if (length == 0 || isControl(character.charAt(0))) {
        for (int i = at; i < at + Math.max(1, length); i++) {
          int b = path[i] & 0xff;
          out.append('\\').append(b >> 6).append(b >> 3 & 7).append(b & 7);
        }
      } else {
        out.append(character);
      }
      at += Math.max(1, length);
    }
    return out.append('"').toString();
  }

  /// How many bytes the character at a place has; 0 when there is none.
  private static int characterBytes(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at + length > bytes.length) {
      return 0;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
      return length;
    } catch (CharacterCodingException _) {
      return 0;
    }
  }
}
