package dev.micelio.core.objects;

import dev.micelio.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The name of an object: segments with `/` between them, at most 1024 bytes of UTF-8. Ordered as
/// those bytes are, unsigned.
public record Key(String text) implements Comparable<Key> {
  public static final int SIZE_BYTES_MAX = 1024;

  /// Keys up to this size every object store keeps, also one whose keys lie below a prefix. It may
  /// refuse longer ones by a problem with the code `objects.key-too-long`.
  public static final int SIZE_BYTES_EVERYWHERE = 768;

  /// The order of keys, for texts that need not be whole keys, such as prefixes.
  public static final Comparator<String> TEXT_ORDER = Key::compareText;

  public Key {
    String fault = fault(text);
    if (fault != null) {
      throw new Problem(
          Problem.Kind.INVALID,
          "objects.bad-key",
          "not an object key: "
              + fault
              + ": \""
              + text.substring(0, Math.min(100, text.length()))
              + "\"",
          "use segments of visible characters with / between them, "
              + SIZE_BYTES_MAX
              + " bytes at most");
    }
  }

  /// Whether `text` is a key, for names that others gave.
  public static boolean isKey(String text) {
    return fault(text) == null;
  }

  private static @Nullable String fault(String text) {
    if (text.isEmpty()) {
      return "it is empty";
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > SIZE_BYTES_MAX) {
      return "it is longer than " + SIZE_BYTES_MAX + " bytes";
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return "it is not Unicode text";
    }
    if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      return "it has a control character";
    }
    for (String segment : text.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return "it has an empty, . or .. segment";
      }
    }
    return null;
  }

  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Key other) {
    return compareText(text, other.text);
  }

  /// UTF-8 bytes are ordered as code points are; UTF-16 units are not, because surrogates stand
  /// below the last 8192 characters of the basic plane.
  private static int compareText(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean samePlane = Character.isSurrogate(l) == Character.isSurrogate(r);
        return samePlane ? Character.compare(l, r) : Character.isSurrogate(l) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  @Override
  public String toString() {
    return text;
  }
}
