package dev.micelio.core.objects.tiered;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Objects in files, one each, found again after a restart and shared by processes. The time of a
/// file is when its object was last wanted. Nothing is made durable: what a power failure tore is
/// not proved and goes.
final class DirectoryTier extends Tier {
  /// After a write failed, none is tried for so long: a disk that is full stays so for a while.
  static final Duration PAUSE = Duration.ofSeconds(30);

  private final Env env;
  private final CacheDirectory directory;
  private volatile @Nullable Long pausedNanos;

  DirectoryTier(Env env, Path directory, long bytesMax) {
    if (bytesMax < 0) {
      throw new IllegalArgumentException("a bound is not negative: " + bytesMax);
    }
    this.env = env;
    this.directory = new CacheDirectory(directory, bytesMax);
  }

  @Override
  @Nullable Kept get(Key key, Proof proof) {
    Path file = directory.entry(key);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var kept = EntryFormat.read(Channels.newInputStream(channel), channel.size());
      if (kept != null && proof.accepts(kept.bytes)) {
        want(file);
        return kept;
      }
    } catch (IOException _) {
      return null; // absent, or not to be read just now: the remote has it
    }
    drop(key);
    return null;
  }

  private void want(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(env.nowMillis()));
    } catch (IOException _) {
      // it goes earlier than it should, on a disk that can not be written
    }
  }

  @Override
  void put(Key key, Kept kept) {
    byte[] header = EntryFormat.header(kept);
    Path entry = directory.entry(key);
    if (header == null || isPaused() || Files.exists(entry)) {
      return;
    }
    long bytes = (long) header.length + kept.bytes.length;
    long nowMillis = env.nowMillis();
    Path writing = directory.writing(nowMillis, bytes, env.random().nextLong());
    try {
      if (directory.reserve(writing, bytes, nowMillis)) {
        write(writing, header, kept.bytes);
        Files.setLastModifiedTime(writing, FileTime.fromMillis(nowMillis));
        directory.enter(writing, entry);
      }
    } catch (ClosedByInterruptException _) {
      remove(writing); // the thread is to end; nothing is wrong with the disk
    } catch (IOException | DirectoryIteratorException _) {
      remove(writing);
      pausedNanos = env.nanos();
    }
  }

  private static void write(Path file, byte[] header, byte[] body) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var parts = new ByteBuffer[] {ByteBuffer.wrap(header), ByteBuffer.wrap(body)};
      while (parts[0].hasRemaining() || parts[1].hasRemaining()) {
        channel.write(parts);
      }
    }
  }

  private boolean isPaused() {
    Long since = pausedNanos;
    if (since != null && env.nanos() - since >= PAUSE.toNanos()) {
      pausedNanos = null;
      return false;
    }
    return since != null;
  }

  @Override
  void drop(Key key) {
    remove(directory.entry(key));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // what can not be removed is proved again each time it is read
    }
  }
}
