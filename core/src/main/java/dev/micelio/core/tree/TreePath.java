package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a file is: segments with `/` between them. Ordered as a depth-first walk is, which is the
/// order of its key.
///
/// The *key* is the path in UTF-8 with `/` stored as 0, compared as unsigned bytes: so a directory
/// is one contiguous range, and a file and a directory of the same name are neighbours.
public final class TreePath implements Comparable<TreePath> {
  public static final int SIZE_BYTES_MAX = 4096;

  /// The names that version control keeps for itself are as long, in any case folding: no letter
  /// that folds to one of theirs takes more than three bytes.
  private static final int KEPT_NAME_BYTES_MAX = 10;

  private static final int SHOWN_MAX = 200;

  private final String text;
  private final byte[] key;

  public TreePath(String text) {
    this(text, text.getBytes(UTF_8));
    if (text.indexOf('\0') >= 0) {
      throw refused(text, "it has a NUL character");
    }
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw refused(text, "it is not Unicode text");
    }
    for (int i = 0; i < key.length; i++) {
      if (key[i] == '/') {
        key[i] = 0;
      }
    }
    String fault = fault(key);
    if (fault != null) {
      throw refused(text, fault);
    }
  }

  private TreePath(String text, byte[] key) {
    this.text = text;
    this.key = key;
  }

  /// The path of a key in which [#fault] finds nothing.
  static TreePath ofKey(byte[] key) {
    return new TreePath(new String(key, UTF_8).replace('\0', '/'), key);
  }

  private static Problem refused(String text, String fault) {
    return new Problem(
        Problem.Kind.INVALID,
        "tree.bad-path",
        "a tree can not hold the path \""
            + text.substring(0, Math.min(SHOWN_MAX, text.length()))
            + "\": "
            + fault,
        "rename the file, or leave it out with a line in .micignore");
  }

  /// The directory that it is in; empty at the top.
  public Optional<TreePath> parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new TreePath(text.substring(0, slash)));
  }

  public String text() {
    return text;
  }

  /// Not to be changed.
  byte[] key() {
    return key;
  }

  /// Why no path has this key; null when one has.
  static @Nullable String fault(byte[] key) {
    if (key.length == 0) {
      return "it is empty";
    }
    if (key.length > SIZE_BYTES_MAX) {
      return "it is longer than " + SIZE_BYTES_MAX + " bytes";
    }
    boolean ascii = true;
    int begin = 0;
    for (int i = 0; i <= key.length; i++) {
      if (i == key.length || key[i] == 0) {
        String fault = fault(key, begin, i);
        if (fault != null) {
          return fault;
        }
        begin = i + 1;
      } else if (key[i] == '/') {
        return "it has a / in a segment";
      } else {
        ascii &= key[i] > 0;
      }
    }
    return ascii || isUtf8(key) ? null : "it is not UTF-8";
  }

  private static @Nullable String fault(byte[] key, int begin, int end) {
    int length = end - begin;
    if (length == 0
        || (key[begin] == '.' && (length == 1 || (length == 2 && key[begin + 1] == '.')))) {
      return "it has an empty, . or .. segment";
    }
    if (key[begin] == '.' && length <= KEPT_NAME_BYTES_MAX) {
      String name = new String(key, begin, length, UTF_8);
      String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
      if (folded.equals(".git") || folded.equals(".mic")) {
        return name + " is a name that version control keeps for itself";
      }
    }
    return null;
  }

  private static boolean isUtf8(byte[] key) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(key));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
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
    return Arrays.compareUnsigned(key, other.key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreePath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
