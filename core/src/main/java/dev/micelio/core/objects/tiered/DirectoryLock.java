package dev.micelio.core.objects.tiered;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// One at a time in a directory, of all threads of all processes. A file lock belongs to a process
/// and ends when the process closes the file anywhere, so the threads of one take turns first.
final class DirectoryLock {
  private static final ConcurrentMap<Path, ReentrantLock> WITHIN_THE_PROCESS =
      new ConcurrentHashMap<>();

  private DirectoryLock() {}

  interface Work {
    boolean with(FileChannel lockFile) throws IOException;
  }

  /// False also when another process holds the lock: nobody here waits for another process.
  static boolean tryWith(Path lockFile, Work work) throws IOException {
    var turn =
        WITHIN_THE_PROCESS.computeIfAbsent(
            lockFile.toAbsolutePath().normalize(), _ -> new ReentrantLock());
    turn.lock();
    try (var channel =
        FileChannel.open(
            lockFile,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return channel.tryLock() != null && work.with(channel); // closing the file unlocks it
    } catch (OverlappingFileLockException _) { // the same directory under another name
      return false;
    } finally {
      turn.unlock();
    }
  }
}
