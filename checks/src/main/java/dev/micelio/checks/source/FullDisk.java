package dev.micelio.checks.source;

import dev.micelio.core.env.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks now and then whether a disk that a check writes to is full: a program that could not write
/// ends as one that failed, and the room may be there again when it has ended.
public final class FullDisk implements AutoCloseable {
  /// Less than Nix itself takes for nothing.
  static final long FREE_BYTES_MIN = 8 << 20;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final AtomicBoolean seen = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<Path> directories;

  private FullDisk(List<Path> directories) {
    this.directories = directories;
  }

  /// Looks until it is closed.
  public static FullDisk watch(Env env, List<Path> directories) {
    var disk = new FullDisk(directories);
    env.fork(
        "full-disk",
        () -> {
          while (!disk.closed.get()) {
            disk.look();
            env.sleep(BETWEEN_LOOKS);
          }
          return true;
        });
    return disk;
  }

  private void look() {
    for (var directory : directories) {
      try {
        if (Files.getFileStore(directory).getUsableSpace() < FREE_BYTES_MIN) {
          seen.set(true);
        }
      } catch (IOException _) {
        // what can not be asked is not known to be full
      }
    }
  }

  /// Whether one is full, or was since the begin.
  public boolean seen() {
    look();
    return seen.get();
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
