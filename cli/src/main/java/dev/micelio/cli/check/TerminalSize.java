package dev.micelio.cli.check;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// How large the controlling terminal is now. A JVM can not ask the system that, so `stty` does.
class TerminalSize {
  private static final Size USUAL = new Size(24, 80);
  private static final Pattern ANSWER = Pattern.compile("([0-9]{1,4}) ([0-9]{1,4})\\s*");
  private static final int ANSWER_BYTES_MAX = 20;

  record Size(int rows, int columns) {}

  /// The usual size where nothing can be asked, or the answer can not be.
  Size now() {
    try {
      var stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var answer = stty.getInputStream()) {
        var text = new String(answer.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.US_ASCII);
        var size = ANSWER.matcher(text);
        if (size.matches()) {
          int rows = Integer.parseInt(size.group(1));
          int columns = Integer.parseInt(size.group(2));
          return rows == 0 || columns == 0 ? USUAL : new Size(rows, columns);
        }
      }
    } catch (IOException _) {
      // no stty or no terminal: then any size will do
    }
    return USUAL;
  }
}
