package dev.micelio.checks.source;

import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes workspaces: directories below one that all processes of a user share.
///
/// Each one has a file beside it, `NAME.lock`, that its process holds a lock on, and the system
/// lets go of that lock however the process ends. A lock that can be had is of a workspace whose
/// process is gone. The file is made and locked before the directory, and both under the lock of
/// `all.lock`, so that nobody takes one in the making for one that was left.
public final class Workspaces {
  private static final String LOCK = ".lock";
  private static final String ALL = "all" + LOCK;

  /// What this process holds. Opening such a file and closing it again would let go of its lock.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /// Between threads; the file lock of `all.lock` is between processes.
  private static final ReentrantLock MAKING = new ReentrantLock();

  private final Env env;
  private final Path home;
  private final AtomicBoolean swept = new AtomicBoolean();

  /// @param cacheRun is made if it is not there
  public Workspaces(Env env, Path cacheRun) {
    this.env = env;
    this.home = cacheRun.toAbsolutePath().normalize();
  }

  /// The directory that all of them lie in.
  public Path home() {
    return home;
  }

  /// An empty directory. The first call removes what killed processes left.
  public Workspace open() {
    try {
      Files.createDirectories(home);
      if (swept.compareAndSet(false, true)) {
        sweep();
      }
      return make();
    } catch (IOException e) {
      throw Faults.unwritten(home, e);
    }
  }

  private Workspace make() throws IOException {
    String name = Id.next(env).toString();
    var directory = home.resolve(name);
    var file = home.resolve(name + LOCK);
    FileChannel lock;
    MAKING.lock();
    try (var all = channel(home.resolve(ALL));
        var _ = all.lock()) {
      lock = channel(file);
      HELD.add(file);
      lock.lock();
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } finally {
      MAKING.unlock();
    }
    return new Workspace(directory, () -> remove(directory, file, lock));
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// What can not be removed now is so by the next process.
  private static void remove(Path directory, Path file, FileChannel lock) {
    try (lock) {
      Removal.remove(directory);
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // the lock goes all the same, and whoever finds it free removes the rest
    } finally {
      HELD.remove(file);
    }
  }

  private void sweep() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(home, "*" + LOCK)) {
      for (var file : files) {
        if (!file.endsWith(ALL) && !HELD.contains(file)) {
          sweep(file);
        }
      }
    }
  }

  private void sweep(Path file) throws IOException {
    var lock = lockOfNobody(file);
    if (lock != null) {
      String name = file.getFileName().toString();
      var directory = home.resolve(name.substring(0, name.length() - LOCK.length()));
      remove(directory, file, lock);
    }
  }

  /// Null when some process holds it, or has removed it meanwhile.
  private @Nullable FileChannel lockOfNobody(Path file) throws IOException {
    MAKING.lock();
    try (var all = channel(home.resolve(ALL));
        var _ = all.lock()) {
      if (!HELD.add(file)) {
        return null;
      }
      var channel = lockedNow(file);
      if (channel == null) {
        HELD.remove(file);
      }
      return channel;
    } finally {
      MAKING.unlock();
    }
  }

  private static @Nullable FileChannel lockedNow(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException _) {
      return null;
    }
    if (channel.tryLock() != null) {
      return channel;
    }
    channel.close();
    return null;
  }
}
