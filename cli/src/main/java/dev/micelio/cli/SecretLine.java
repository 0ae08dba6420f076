package dev.micelio.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// A line that is typed at the controlling terminal, wherever the streams lead, and not shown.
///
/// A shell asks, because it stands in the foreground with mic: whoever presses ^C ends both, and
/// the shell leaves the terminal as it found it. What was typed comes through a pipe; it is in no
/// argument, environment or file.
final class SecretLine {
  private static final int SIZE_BYTES_MAX = 1024;
  private static final String SCRIPT =
      """
      exec 2>/dev/null 3<>/dev/tty || exit 3
      found=$(stty -g <&3) || exit 3
      trap 'stty "$found" <&3' EXIT
      trap 'exit 130' HUP INT TERM
      stty -echo <&3
      printf %s "$1" >&3
      IFS= read -r line <&3 || exit 4
      printf '\\n' >&3
      printf %s. "$line"
      """;

  private SecretLine() {}

  static Optional<byte[]> ask(String prompt) {
    var buffer = new byte[SIZE_BYTES_MAX + 1];
    try {
      var shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "sh", prompt).start();
      shell.getOutputStream().close();
      int size;
      try (InputStream typed = shell.getInputStream()) {
        size = typed.readNBytes(buffer, 0, buffer.length);
      }
      // the dot behind the line tells an empty one from none
      return size == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(buffer, size - 1));
    } catch (IOException _) { // no shell, so nobody to ask
      return Optional.empty();
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }
}
