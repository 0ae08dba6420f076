package dev.micelio.core.objects.directory;

import dev.micelio.core.objects.Key;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/// Keys as paths. A path has lower-case letters, digits and a few signs only, so that no file
/// system folds two names into one; escaped names stand in the order of the keys, so that a listing
/// sorts names as it finds them.
///
/// A file ends in [#FILE], a directory of a cut segment in [#CUT], any other directory in neither:
/// so `a` and `a/b` can be there at once.
final class Names {
  /// Sorts before all that a name may go on with, as the end of a key does.
  static final char FILE = '+';

  static final char CUT = '=';

  /// A segment whose escaped form is longer is cut into pieces of this length, each a directory in
  /// the one before: no file system of today allows less than 143 bytes to a name.
  static final int PIECE_CHARS = 128;

  /// Follows a directory's last dot, because some file systems drop dots at the end.
  private static final char AFTER_LAST_DOT = ',';

  private static final HexFormat HEX = HexFormat.of();

  private Names() {}

  static Path file(Path objects, Key key) {
    return objects.resolve(relative(escape(key.text()), true));
  }

  /// The directory below which are all keys that begin with `prefix`, which ends in `/`.
  static Path directory(Path objects, String escapedPrefix) {
    return escapedPrefix.isEmpty()
        ? objects
        : objects.resolve(relative(escapedPrefix.substring(0, escapedPrefix.length() - 1), false));
  }

  private static String relative(String escaped, boolean file) {
    var path = new StringBuilder(escaped.length() + 8);
    int begin = 0;
    for (int end = escaped.indexOf('/'); end >= 0; end = escaped.indexOf('/', begin)) {
      appendPieces(path, directoryName(escaped.substring(begin, end)));
      path.append('/');
      begin = end + 1;
    }
    String last = escaped.substring(begin);
    appendPieces(path, file ? last : directoryName(last));
    if (file) {
      path.append(FILE);
    }
    return path.toString();
  }

  static String directoryName(String escapedSegment) {
    return escapedSegment.isEmpty() || escapedSegment.endsWith(".")
        ? escapedSegment + AFTER_LAST_DOT
        : escapedSegment;
  }

  private static void appendPieces(StringBuilder path, String name) {
    int begin = 0;
    while (name.length() - begin > PIECE_CHARS) {
      path.append(name, begin, begin + PIECE_CHARS).append(CUT).append('/');
      begin += PIECE_CHARS;
    }
    path.append(name, begin, name.length());
  }

  /// What a directory's name stands for in the order of a listing: with the `/` that goes on in its
  /// keys, or as it is when a segment is cut there. Empty for a name that is not ours.
  static String ordered(String name) {
    int last = name.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = name.charAt(i);
      if (!isPlain(c) && ",@`~".indexOf(c) < 0 && (i < last || c != CUT)) {
        return "";
      }
    }
    if (name.charAt(last) == CUT) {
      return name;
    }
    boolean afterDot = name.charAt(last) == AFTER_LAST_DOT;
    return (afterDot ? name.substring(0, last) : name) + '/';
  }

  /// Keeps `/`. Every escape begins with a sign that stands where the escaped byte stands among the
  /// plain ones.
  static String escape(String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    var escaped = new StringBuilder(text.length() + 16).append(text, 0, plain);
    for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
      int value = b & 0xff;
      if (isPlain((char) value)) {
        escaped.append((char) value);
      } else {
        escaped.append(sign(value));
        HEX.toHexDigits(escaped, b);
      }
    }
    return escaped.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '-' && c <= '9') || c == '_';
  }

  private static char sign(int value) {
    if (value < '-') {
      return ',';
    } else if (value < '_') {
      return '@';
    } else {
      return value == '`' ? '`' : '~';
    }
  }

  /// Throws IllegalArgumentException for what [#escape] never writes.
  static String unescape(String escaped) {
    var bytes = ByteBuffer.allocate(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (isPlain(c)) {
        bytes.put((byte) c);
        continue;
      }
      if (i + 3 > escaped.length()) {
        throw new IllegalArgumentException("an escape without its digits: " + escaped);
      }
      bytes.put((byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
      i += 2;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (!escape(text).equals(escaped)) {
        throw new IllegalArgumentException("not as we escape: " + escaped);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8: " + escaped, e);
    }
  }
}
