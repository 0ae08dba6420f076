package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a file is: segments with `/` between them. Ordered as a depth-first walk is, which is the
/// order of its key.
///
/// The *key* is the path in UTF-8 with `/` stored as 0, compared as unsigned bytes: so a directory
/// is one contiguous range, and a file and a directory of the same name are neighbours.
public record TreePath(String text) implements Comparable<TreePath> {
  public static final int SIZE_BYTES_MAX = 4096;

  private static final int SHOWN_MAX = 200;

  public TreePath {
    String fault = fault(text);
    if (fault != null) {
      throw new Problem(
          Problem.Kind.INVALID,
          "tree.bad-path",
          "a tree can not hold the path \""
              + text.substring(0, Math.min(SHOWN_MAX, text.length()))
              + "\": "
              + fault,
          "rename the file, or leave it out with a line in .micignore");
    }
  }

  static TreePath ofKey(byte[] key) {
    try {
      return new TreePath(
          UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString().replace('\0', '/'));
    } catch (CharacterCodingException e) {
      throw new Problem(
          Problem.Kind.INVALID, "tree.bad-path", "a path that is not UTF-8", "rename the file", e);
    }
  }

  byte[] key() {
    byte[] key = text.getBytes(UTF_8);
    for (int i = 0; i < key.length; i++) {
      if (key[i] == '/') {
        key[i] = 0;
      }
    }
    return key;
  }

  private static @Nullable String fault(String text) {
    if (text.isEmpty()) {
      return "it is empty";
    }
    if (text.length() > SIZE_BYTES_MAX || text.getBytes(UTF_8).length > SIZE_BYTES_MAX) {
      return "it is longer than " + SIZE_BYTES_MAX + " bytes";
    }
    if (text.indexOf('\0') >= 0) {
      return "it has a NUL character";
    }
    if (!UTF_8.newEncoder().canEncode(text)) {
      return "it is not Unicode text";
    }
    for (String segment : text.split("/", -1)) {
      switch (segment) {
        case "", ".", ".." -> {
          return "it has an empty, . or .. segment";
        }
        default -> {
          String folded = segment.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
          if (folded.equals(".git") || folded.equals(".mic")) {
            return segment + " is a name that version control keeps for itself";
          }
        }
      }
    }
    return null;
  }

  /// An entry with `key` may come right behind one with `previous`, which is empty for none.
  static void requireNext(byte[] previous, byte[] key) {
    int shared = Arrays.mismatch(previous, key);
    if (shared < 0
        || shared == key.length
        || (shared < previous.length && (previous[shared] & 0xff) > (key[shared] & 0xff))) {
      throw new IllegalArgumentException(
          "entries come in the order of their paths, each path once");
    }
    if (isBelow(previous, key, shared)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "tree.file-and-directory",
          "a tree can not hold both \""
              + shown(previous)
              + "\" and \""
              + shown(key)
              + "\" below it",
          "remove or rename one of the two");
    }
  }

  /// Whether `file`, which shares its first `shared` bytes with `key`, would be a directory above
  /// it. If a tree holds any such pair, it holds one whose keys are neighbours: no key fits between
  /// a file's and the first one below it.
  static boolean isBelow(byte[] file, byte[] key, int shared) {
    return shared == file.length && shared > 0 && shared < key.length && key[shared] == 0;
  }

  private static String shown(byte[] key) {
    String text = ofKey(key).text();
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }

  @Override
  public int compareTo(TreePath other) {
    return Arrays.compareUnsigned(key(), other.key());
  }

  @Override
  public String toString() {
    return text;
  }
}
