package dev.micelio.checks.source;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.Quoted;
import dev.micelio.core.tree.Entry;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;

/// The problems with files that are read again, and with the directories they are written into.
final class Faults {
  private Faults() {}

  static Problem changed(Entry entry) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "source.changed",
        Quoted.ifNeeded(entry.path().text()) + " changed after it was read",
        "run it again, and let nothing write to the files meanwhile");
  }

  static Problem oddLink(Entry entry) {
    return new Problem(
        Problem.Kind.INVALID,
        "source.odd-link",
        "the target of the link %s can not be written: it has slashes that follow one another"
            .formatted(Quoted.ifNeeded(entry.path().text())),
        "make the link again, with single slashes");
  }

  static Problem unreadable(Entry entry, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "source.unreadable",
        "%s can not be read any more: %s"
            .formatted(Quoted.ifNeeded(entry.path().text()), reason(e)),
        "see to the file, then run it again",
        e);
  }

  static Problem unwritten(Path path, IOException e) {
    String reason = reason(e);
    if (reason.contains("No space left on device") || reason.contains("Disk quota exceeded")) {
      return new Problem(
          Problem.Kind.UNAVAILABLE,
          "source.disk-full",
          "there is no room to write the files of a check: %s: %s".formatted(path, reason),
          "make room, or set XDG_CACHE_HOME to a directory on another disk",
          e);
    }
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "source.unwritten",
        "the files of a check can not be written: %s: %s".formatted(path, reason),
        "see to that directory, or set XDG_CACHE_HOME to another one",
        e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> Objects.requireNonNullElse(e.getMessage(), e.toString());
    };
  }
}
