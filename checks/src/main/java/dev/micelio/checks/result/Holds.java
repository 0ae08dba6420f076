package dev.micelio.checks.result;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Holds of a cache home: each is a lock on one byte of one file, the byte that its key names. So
/// no file is left behind for a key, and the system frees what a killed process held.
///
/// A file lock belongs to a whole process and ends when the process closes the file anywhere. So a
/// process opens the file once, and tells its own threads apart by itself. Where the file system
/// has no locks, only the threads of one process are kept apart: then work is done twice, and no
/// result is wrong.
final class Holds {
  private static final Duration FIRST_WAIT = Duration.ofMillis(1);
  private static final Duration WAIT_MAX = Duration.ofMillis(50);
  private static final String FILE = "holds";
  private static final ReentrantLock TURN = new ReentrantLock();

  /// Guarded by [#TURN], as all that it holds.
  private static final Map<Path, Within> PROCESS = new HashMap<>();

  private static final class Within {
    private final Set<Long> bytes = new HashSet<>();
    private @Nullable FileChannel channel;
  }

  private final Env env;
  private final Path directory;

  Holds(Env env, Path directory) {
    this.env = env;
    this.directory = directory;
  }

  /// Waits until nobody else holds the key.
  ///
  /// @param onWait told once, if there is a wait
  /// @param givesUp asked while it waits; then nothing is held
  Hold hold(Digest key, Runnable onWait, BooleanSupplier givesUp) {
    var wait = FIRST_WAIT;
    boolean told = false;
    while (true) {
      var hold = tryHold(key);
      if (hold.isPresent()) {
        return hold.get();
      }
      if (!told) {
        told = true;
        onWait.run();
      }
      if (givesUp.getAsBoolean()) {
        return Hold.none();
      }
      env.sleep(wait);
      wait = wait.multipliedBy(2).compareTo(WAIT_MAX) < 0 ? wait.multipliedBy(2) : WAIT_MAX;
    }
  }

  Optional<Hold> tryHold(Digest key) {
    long at = at(key);
    TURN.lock();
    try {
      var path = real();
      var within = PROCESS.computeIfAbsent(path, _ -> new Within());
      if (!within.bytes.add(at)) {
        return Optional.empty();
      }
      var lock = lock(path, within, at);
      if (lock.isEmpty()) {
        release(path, within, at, null);
        return Optional.empty();
      }
      return Optional.of(
          Hold.of(() -> {
            TURN.lock();
            try {
              release(path, within, at, lock.get().fileLock);
            } finally {
              TURN.unlock();
            }
          }));
    } finally {
      TURN.unlock();
    }
  }

  /// Whether somebody holds another key than this one, which whoever asks holds.
  boolean areOthersThan(Digest mine) {
    long at = at(mine);
    TURN.lock();
    try {
      var within = PROCESS.get(real());
      if (within == null || within.channel == null || within.bytes.size() > 1) {
        return true;
      }
      var channel = within.channel;
      return isAnyHeld(channel, 0, at) || isAnyHeld(channel, at + 1, Long.MAX_VALUE);
    } finally {
      TURN.unlock();
    }
  }

  private static boolean isAnyHeld(FileChannel channel, long from, long end) {
    if (from == end) {
      return false;
    }
    try (var lock = channel.tryLock(from, end - from, false)) {
      return lock == null;
    } catch (OverlappingFileLockException | IOException _) { // nobody can say that they are not
      return true;
    }
  }

  private static long at(Digest key) {
    return key.first() >>> 2; // the end of the byte must be a position too
  }

  /// @param fileLock null where the file system has none
  private record Lock(@Nullable FileLock fileLock) {}

  private static Optional<Lock> lock(Path path, Within within, long at) {
    try {
      var channel = within.channel;
      if (channel == null) {
        channel = open(path);
        within.channel = channel;
      }
      var lock = channel.tryLock(at, 1, false);
      return lock == null ? Optional.empty() : Optional.of(new Lock(lock));
    } catch (OverlappingFileLockException _) { // the same file under another name
      return Optional.empty();
    } catch (IOException _) { // see above: a lock that can not be had holds nobody up
      return Optional.of(new Lock(null));
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Closes the file with the last hold, and not before.
  private static void release(Path path, Within within, long at, @Nullable FileLock lock) {
    within.bytes.remove(at);
    try {
      if (lock != null) {
        lock.release();
      }
      if (within.bytes.isEmpty()) {
        PROCESS.remove(path);
        if (within.channel != null) {
          within.channel.close();
        }
      }
    } catch (IOException _) {
      // the file is closed or the file system gone: the lock is no more either way
    }
  }

  /// One name for the file, by whatever links the cache home was named.
  private Path real() {
    try {
      Files.createDirectories(directory);
      return directory.toRealPath().resolve(FILE);
    } catch (IOException _) {
      return directory.toAbsolutePath().normalize().resolve(FILE);
    }
  }
}
