package dev.micelio.checks.nix;

import java.util.List;
import java.util.regex.Pattern;

/// What Nix says to people. Shown, and never believed: a builder can print the same.
final class Messages {
  static final int LINE_LETTERS_MAX = 500;

  static final int OWN_LINES_MAX = 20;

  private static final Pattern ESCAPE =
      Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\-_])");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
  private static final String ERROR = "error:";
  private static final List<String> OF_LOCKS =
      List.of("requires lock file changes", "cannot update flake input", "cannot update unlocked");

  private Messages() {}

  /// Without colours and other things that move a terminal.
  static String plain(String text) {
    return CONTROL.matcher(ESCAPE.matcher(text).replaceAll("")).replaceAll("");
  }

  /// The innermost error of what was said, in one line. Old Nix says it first and where it was
  /// behind it; new Nix tells the way there, and it last.
  static String firstOf(String said, String otherwise) {
    String found = "";
    for (String line : plain(said).lines().map(String::strip).toList()) {
      if (line.startsWith(ERROR) && line.length() > ERROR.length()) {
        found = line.substring(ERROR.length()).strip();
      }
    }
    if (found.isEmpty()) {
      found =
          plain(said)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .findFirst()
              .orElse(otherwise);
    }
    return cut(withNextStep(found));
  }

  /// The lines of a message, without those that a builder printed before.
  static List<String> own(String said) {
    return plain(said)
        .lines()
        .filter(line -> !line.isBlank() && !line.strip().startsWith(">") && !isAboutLog(line))
        .limit(OWN_LINES_MAX)
        .map(Messages::cut)
        .toList();
  }

  private static boolean isAboutLog(String line) {
    String text = line.strip();
    return text.startsWith("For full logs, run")
        || (text.startsWith("last ") && text.endsWith(" log lines:"));
  }

  static String cut(String line) {
    return line.length() <= LINE_LETTERS_MAX ? line : line.substring(0, LINE_LETTERS_MAX) + "…";
  }

  private static String withNextStep(String message) {
    return OF_LOCKS.stream().anyMatch(message::contains)
        ? message + " (flake.lock does not lock all inputs: run `nix flake lock` and keep the file)"
        : message;
  }
}
