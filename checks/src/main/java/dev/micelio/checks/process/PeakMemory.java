package dev.micelio.checks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// How much memory a program and what it started had at most, seen by looking now and then: all of
/// them together at a moment, or the peak of a single one. What lived between two looks is missed.
/// Known on Linux only.
final class PeakMemory {
  private static final Path TABLE = Path.of("/proc");
  private static final int PROCESSES_MAX = 100_000;
  private static final int STATUS_BYTES_MAX = 16 * 1024;

  private record Row(long pid, long parent, long session) {}

  private final long leash;
  private long bytes;

  PeakMemory(long leash) {
    this.leash = leash;
  }

  OptionalLong bytes() {
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  void look() {
    long together = 0;
    for (long pid : started()) {
      var status = status(pid);
      together += kibibytes(status, "VmRSS:");
      bytes = Math.max(bytes, 1024 * kibibytes(status, "VmHWM:"));
    }
    bytes = Math.max(bytes, 1024 * together);
  }

  /// What comes from the leash, with its own watcher, which is small.
  private Set<Long> started() {
    var rows = table();
    var found = new HashSet<Long>();
    for (boolean more = true; more; ) {
      more = false;
      for (var row : rows) {
        if (row.pid() != leash
            && (row.session() == leash || row.parent() == leash || found.contains(row.parent()))) {
          more |= found.add(row.pid());
        }
      }
    }
    return found;
  }

  private static List<Row> table() {
    var rows = new ArrayList<Row>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(TABLE, "[0-9]*")) {
      for (var process : processes) {
        if (rows.size() < PROCESSES_MAX) {
          row(process, rows);
        }
      }
    } catch (IOException _) {
      return List.of(); // no such table on this system
    }
    return rows;
  }

  private static void row(Path process, List<Row> rows) {
    String stat = read(process.resolve("stat"));
    var words = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 5);
    if (words.length == 5) {
      rows.add(
          new Row(
              Long.parseLong(process.getFileName().toString()),
              Long.parseLong(words[1]),
              Long.parseLong(words[3])));
    }
  }

  private static String status(long pid) {
    return read(TABLE.resolve(pid + "/status"));
  }

  /// Empty when the process is gone.
  private static String read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(STATUS_BYTES_MAX), UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private static long kibibytes(String status, String name) {
    int at = status.indexOf("\n" + name);
    int end = status.indexOf('\n', at + 1);
    if (at < 0 || end < 0) {
      return 0;
    }
    var digits = status.substring(at + 1 + name.length(), end).replace("kB", "").strip();
    return Long.parseLong(digits);
  }
}
