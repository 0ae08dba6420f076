package dev.micelio.checks.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a shell prints as `times`: a line for itself and one for what it waited for, user and
/// system time each.
final class ProcessorTimes {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})m(\\d{1,2})[.,](\\d{1,9})s");
  private static final int SIZE_MAX = 1000;

  private ProcessorTimes() {}

  /// Reads the file and removes it. Empty when the shell could not write it.
  static OptionalLong take(Path times) {
    try (var in = Files.newInputStream(times)) {
      var text = new String(in.readNBytes(SIZE_MAX), US_ASCII);
      Files.delete(times);
      return millis(text);
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong millis(String text) {
    var lines = text.lines().toList();
    if (lines.size() != 2) {
      return OptionalLong.empty();
    }
    var time = TIME.matcher(lines.get(1));
    long millis = 0;
    while (time.find()) {
      String fraction = (time.group(3) + "00").substring(0, 3);
      millis +=
          60_000 * Long.parseLong(time.group(1))
              + 1000 * Long.parseLong(time.group(2))
              + Long.parseLong(fraction);
    }
    return OptionalLong.of(millis);
  }
}
