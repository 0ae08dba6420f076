package dev.micelio.checks.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a person wants to see first of a log that ends badly: the first line that looks like an
/// error, with a few before and more behind it, else the last lines.
///
/// A line looks like an error when its beginning has, anywhere, one of `error:`, `Error:`, `ERROR`,
/// `Exception`, `FAIL`, `panicked at`, `Traceback (most recent call last)`, `fatal:`, `Segmentation
/// fault`, `undefined reference`, `command not found`, `: not found` or `AssertionError`, or begins
/// with `not ok`, `✗` or `✘`, and does not say that there are none (`0 errors`, `0 failed`, `no
/// error`). Escapes that color a terminal are not looked at.
public final class Excerpt {
  static final int BEFORE_MAX = 2;
  static final int BEHIND_MAX = 17;
  static final int LAST_MAX = 20;

  /// How many characters of a line are looked at.
  static final int LOOKED_AT_MAX = 500;

  private static final Pattern ESCAPE =
      Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007]{0,1000}\u0007?)");
  private static final Pattern ERROR =
      Pattern.compile(
          "\\b[Ee]rror(\\[\\w+\\])?:|\\bERROR\\b|Exception\\b|\\bFAIL(ED|URES?)?\\b"
              + "|panicked at|Traceback \\(most recent call last\\)|\\bfatal( error)?:"
              + "|Segmentation fault|undefined reference|command not found|: not found"
              + "|\\bAssertionError\\b|^\\s*(not ok\\b|✗|✘)|\\b[Aa]ssertion .{0,200}failed");
  private static final Pattern NONE =
      Pattern.compile(
          "\\b0 (errors?|fail(ed|ures?)?)\\b|\\b[Ff]ail(ed|ures)?: *0\\b|\\bno errors?\\b",
          Pattern.CASE_INSENSITIVE);

  private Excerpt() {}

  static List<String> of(List<String> lines) {
    for (int at = 0; at < lines.size(); at++) {
      if (looksLikeError(lines.get(at))) {
        return lines.subList(
            Math.max(0, at - BEFORE_MAX), Math.min(lines.size(), at + 1 + BEHIND_MAX));
      }
    }
    return lines.subList(Math.max(0, lines.size() - LAST_MAX), lines.size());
  }

  /// Of a log as it was kept.
  public static List<String> of(byte[] log) {
    return of(log, LogCapture.LINE_BYTES_MAX);
  }

  static List<String> of(byte[] log, int lineBytesMax) {
    var lines = new ArrayList<String>();
    var cutter = new LineCutter(lineBytesMax, lines::add);
    cutter.write(log, 0, log.length);
    cutter.finish();
    return List.copyOf(of(lines));
  }

  private static boolean looksLikeError(String line) {
    var begin = line.substring(0, Math.min(line.length(), LOOKED_AT_MAX));
    var plain = begin.indexOf('\u001b') < 0 ? begin : ESCAPE.matcher(begin).replaceAll("");
    return ERROR.matcher(plain).find() && !NONE.matcher(plain).find();
  }
}
