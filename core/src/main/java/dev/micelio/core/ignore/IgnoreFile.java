package dev.micelio.core.ignore;

import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rules of one ignore file.
public final class IgnoreFile {
  public static final int SIZE_BYTES_MAX = 1 << 20;
  static final int LINE_BYTES_MAX = 8192;
  static final int RULES_MAX = 10_000;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String name;
  private final List<Rule> rules;

  private IgnoreFile(String name, List<Rule> rules) {
    this.name = name;
    this.rules = rules;
  }

  /// Reads the lines of an ignore file. `name` is what problems call it.
  public static IgnoreFile parse(String name, byte[] content) {
    if (content.length > SIZE_BYTES_MAX) {
      throw tooLarge(name, "has more than " + SIZE_BYTES_MAX + " bytes");
    }
    var rules = new ArrayList<Rule>();
    int begin = beginsWithMark(content) ? BYTE_ORDER_MARK.length : 0;
    for (int number = 1; begin < content.length; number++) {
      int end = begin;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      if (end - begin > LINE_BYTES_MAX) {
        throw tooLarge(name, "has more than %d bytes in line %d".formatted(LINE_BYTES_MAX, number));
      }
      byte[] line = line(content, begin, end);
      if (line.length > 0) {
        if (rules.size() == RULES_MAX) {
          throw tooLarge(name, "has more than " + RULES_MAX + " rules");
        }
        rules.add(Rule.of(line));
      }
      begin = end + 1;
    }
    return new IgnoreFile(name, List.copyOf(rules));
  }

  private static Problem tooLarge(String name, String fault) {
    return new Problem(
        Problem.Kind.INVALID,
        "ignore.too-large",
        name + " " + fault,
        "use fewer and shorter rules, with wildcards");
  }

  private static boolean beginsWithMark(byte[] content) {
    return Arrays.mismatch(content, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length
        || Arrays.equals(content, BYTE_ORDER_MARK);
  }

  /// What git takes from a line: nothing from a comment, and neither its line ending, nor what
  /// follows a NUL, nor spaces at its end that no `\` guards.
  private static byte[] line(byte[] content, int begin, int end) {
    if (begin < end && content[begin] == '#') {
      return new byte[0];
    }
    int to = end > begin && content[end - 1] == '\r' ? end - 1 : end;
    for (int i = begin; i < to; i++) {
      if (content[i] == 0) {
        to = i;
      }
    }
    int lastSpace = -1;
    for (int i = begin; i < to; i++) {
      if (content[i] == ' ') {
        lastSpace = lastSpace < 0 ? i : lastSpace;
      } else {
        lastSpace = -1;
        if (content[i] == '\\') {
          i++;
        }
      }
    }
    return Arrays.copyOfRange(content, begin, lastSpace < 0 ? to : lastSpace);
  }

  String name() {
    return name;
  }

  int rules() {
    return rules.size();
  }

  /// What the last matching rule says of the path whose first `baseBytes` name the file's
  /// directory.
  Verdict verdict(byte[] path, int baseBytes, boolean isDirectory) {
    int nameAt = path.length;
    while (nameAt > baseBytes && path[nameAt - 1] != '/') {
      nameAt--;
    }
    for (int i = rules.size() - 1; i >= 0; i--) {
      var rule = rules.get(i);
      if (rule.matches(path, baseBytes, nameAt, isDirectory)) {
        return rule.takesBack() ? Verdict.KEPT : Verdict.IGNORED;
      }
    }
    return Verdict.UNSAID;
  }
}
