package dev.micelio.core.merge.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Texts as lists of lines, and edits of them whose places are known.
final class Texts {
  static final Labels LABELS = new Labels("ours", "base", "theirs");

  private Texts() {}

  static byte[] bytes(List<String> lines) {
    return String.join("", lines).getBytes(ISO_8859_1);
  }

  static List<String> lines(byte[] bytes) {
    var lines = new ArrayList<String>();
    String text = new String(bytes, ISO_8859_1);
    for (int begin = 0; begin < text.length(); ) {
      int end = text.indexOf('\n', begin) + 1;
      end = end == 0 ? text.length() : end;
      lines.add(text.substring(begin, end));
      begin = end;
    }
    return lines;
  }

  static TextMerge merge(List<String> base, List<String> ours, List<String> theirs) {
    return LineMerge.merge(bytes(base), bytes(ours), bytes(theirs), LABELS);
  }

  /// Lines that exist once.
  static List<String> unique(int count) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      lines.add("line " + i + "\n");
    }
    return lines;
  }

  /// Lines of which most exist many times.
  static List<String> frequent(Random random, int count, int alphabet) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      lines.add((char) ('a' + random.nextInt(alphabet)) + "\n");
    }
    return lines;
  }

  /// Edits a text in some places. What it adds is marked with `mark` and exists nowhere else, but
  /// for some lines that another edit of the text may add as well.
  static List<String> edited(Random random, List<String> base, int edits, String mark) {
    var text = new ArrayList<>(base);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(text.size() + 1);
      int drop = Math.min(text.size() - at, random.nextInt(3));
      text.subList(at, at + drop).clear();
      for (int add = random.nextInt(3); add > 0; add--) {
        text.add(at, (random.nextInt(3) == 0 ? "both" : mark) + " " + i + " " + add + "\n");
      }
    }
    return text;
  }

  static String labelled(TextMerge merge) {
    return switch (merge) {
      case TextMerge.Clean(var bytes) -> new String(bytes, ISO_8859_1);
      case TextMerge.Conflicted(var bytes, _) -> new String(bytes, ISO_8859_1);
      case TextMerge.NotText() -> "not text";
    };
  }

  /// The text with `sign`'s part taken of every hunk: `<` ours, `|` the base, `>` theirs.
  static List<String> taking(char sign, TextMerge merge) {
    var taken = new ArrayList<String>();
    char part = 0;
    for (String line : lines(labelled(merge).getBytes(ISO_8859_1))) {
      if (line.startsWith("<<<<<<< ")) {
        part = '<';
      } else if (part != 0 && line.startsWith("||||||| ")) {
        part = '|';
      } else if (part != 0 && line.equals("=======\n")) {
        part = '>';
      } else if (part != 0 && line.startsWith(">>>>>>> ")) {
        part = 0;
      } else if (part == 0 || part == sign) {
        taken.add(line);
      }
    }
    return taken;
  }
}
