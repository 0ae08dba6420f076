package dev.micelio.core.ignore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One line of an ignore file: which paths it means.
///
/// A pattern without a slash (but at its end) is compared with names, any other with paths from the
/// directory of its file. git compares what stands before the first wildcard by itself and begins
/// to read wildcards behind it; so does this, since a `**` there then counts as a whole segment.
final class Rule {
  private static final byte[] EMPTY = {};

  private final boolean takesBack;
  private final boolean forDirectories;
  private final boolean forNames;

  /// What the text must begin with; all of it when there is no glob, and its end when `asEnding`.
  private final byte[] literal;

  private final boolean asEnding;
  private final @Nullable Glob glob;

  private Rule(
      boolean takesBack,
      boolean forDirectories,
      boolean forNames,
      byte[] literal,
      boolean asEnding,
      @Nullable Glob glob) {
    this.takesBack = takesBack;
    this.forDirectories = forDirectories;
    this.forNames = forNames;
    this.literal = literal;
    this.asEnding = asEnding;
    this.glob = glob;
  }

  /// `line` is not empty and no comment.
  static Rule of(byte[] line) {
    boolean takesBack = line[0] == '!';
    int begin = takesBack ? 1 : 0;
    boolean forDirectories = line.length > begin && line[line.length - 1] == '/';
    byte[] pattern = Arrays.copyOfRange(line, begin, line.length - (forDirectories ? 1 : 0));
    boolean forNames = indexOf(pattern, (byte) '/') < 0;
    int plain = plainBytes(pattern, 0);
    if (forNames) {
      if (plain == pattern.length) {
        return new Rule(takesBack, forDirectories, true, pattern, false, null);
      }
      if (pattern[0] == '*' && plainBytes(pattern, 1) == pattern.length) {
        byte[] tail = Arrays.copyOfRange(pattern, 1, pattern.length);
        return new Rule(takesBack, forDirectories, true, tail, true, null);
      }
      return new Rule(takesBack, forDirectories, true, EMPTY, false, Glob.ofName(pattern));
    }
    byte[] literal = Arrays.copyOfRange(pattern, pattern[0] == '/' ? 1 : 0, plain);
    byte[] rest = Arrays.copyOfRange(pattern, plain, pattern.length);
    return new Rule(
        takesBack,
        forDirectories,
        false,
        literal,
        false,
        rest.length == 0 ? null : Glob.ofPath(rest));
  }

  /// Where the first character stands that is not just itself.
  private static int plainBytes(byte[] pattern, int from) {
    int at = from;
    while (at < pattern.length
        && pattern[at] != '*'
        && pattern[at] != '?'
        && pattern[at] != '['
        && pattern[at] != '\\') {
      at++;
    }
    return at;
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  boolean takesBack() {
    return takesBack;
  }

  /// Whether this is about the path, whose part from `baseAt` lies below the directory of the rule
  /// and whose last name begins at `nameAt`.
  boolean matches(byte[] path, int baseAt, int nameAt, boolean isDirectory) {
    if (forDirectories && !isDirectory) {
      return false;
    }
    int begin = forNames ? nameAt : baseAt;
    int length = path.length - begin;
    if (length < literal.length) {
      return false;
    }
    int at = asEnding ? path.length - literal.length : begin;
    if (!Arrays.equals(path, at, at + literal.length, literal, 0, literal.length)) {
      return false;
    }
    return glob == null
        ? asEnding || length == literal.length
        : glob.matches(path, begin + literal.length);
  }
}
