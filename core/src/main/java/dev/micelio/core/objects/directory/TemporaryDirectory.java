package dev.micelio.core.objects.directory;

import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Where one opener writes bodies before they get their names: `tmp/<number>/`, its own as long as
/// it holds the lock of that number.
final class TemporaryDirectory {
  private final Path directory;
  private final FileLock lock;
  private final AtomicLong files = new AtomicLong();

  private TemporaryDirectory(Path directory, FileLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /// Takes a free number, and removes what those left behind who died.
  static TemporaryDirectory take(Path all, LockFile locks) throws IOException {
    for (int number = 0; number < LockFile.PROCESSES_MAX; number++) {
      var lock = locks.tryProcess(number);
      if (lock != null) {
        var directory = all.resolve(Integer.toString(number));
        clear(directory);
        try {
          Files.createDirectory(directory);
        } catch (FileAlreadyExistsException _) {
          // of one that died here
        }
        var taken = new TemporaryDirectory(directory, lock);
        removeDead(all, locks);
        return taken;
      }
    }
    throw new Problem(
        Problem.Kind.UNAVAILABLE,
        "objects.too-many-processes",
        LockFile.PROCESSES_MAX + " processes have " + all.getParent() + " open",
        "end some of them, then try again");
  }

  private static void removeDead(Path all, LockFile locks) throws IOException {
    try (var directories = Files.newDirectoryStream(all, "[0-9]*")) {
      for (var directory : directories) {
        int number = Integer.parseInt(String.valueOf(directory.getFileName()));
        var lock = locks.tryProcess(number);
        if (lock != null) {
          try (lock) {
            clear(directory);
            Files.deleteIfExists(directory);
          }
        }
      }
    }
  }

  private static void clear(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (var files = Files.newDirectoryStream(directory)) {
        for (var file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  Path newFile() {
    return directory.resolve(Long.toString(files.getAndIncrement()));
  }

  void close() throws IOException {
    try (lock) {
      clear(directory);
      Files.deleteIfExists(directory);
    }
  }
}
