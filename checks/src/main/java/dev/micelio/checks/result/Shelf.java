package dev.micelio.checks.result;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A directory of the cache home whose files are named by digests. A file is there whole or not at
/// all, and its time says when it was last wanted.
final class Shelf {
  /// How exactly the time of a file says when it was wanted: a touch costs as much as a read.
  private static final long TOUCH_MILLIS = 3_600_000;

  private static final int BLOCK_BYTES = 4096;

  private final Env env;
  private final Path directory;
  private final Path writing;
  private final int bytesMax;

  /// A file with what it takes of the disk.
  record Item(Digest name, Path file, long bytes, long wantedMillis) {}

  Shelf(Env env, Path directory, Path writing, int bytesMax) {
    this.env = env;
    this.directory = directory;
    this.writing = writing;
    this.bytesMax = bytesMax;
  }

  private Path file(Digest name) {
    return directory.resolve(name.hex());
  }

  /// What the file is taken to say; what says nothing, or is no file, is removed. What can not be
  /// read now stays.
  <T> Optional<T> read(Digest name, Function<byte[], Optional<T>> meaning) {
    var file = file(name);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = Channels.newInputStream(channel).readNBytes(bytesMax + 1);
      var read = bytes.length > bytesMax ? Optional.<T>empty() : understood(bytes, meaning);
      if (read.isEmpty()) {
        removed(file);
      } else {
        touch(file);
      }
      return read;
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException _) { // another time it may be read
      removeUnlessRegular(file);
      return Optional.empty();
    }
  }

  private static void removeUnlessRegular(Path file) {
    try {
      var found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile()) {
        removed(file);
      }
    } catch (IOException _) {
      // what it is can not be seen
    }
  }

  private static <T> Optional<T> understood(byte[] bytes, Function<byte[], Optional<T>> meaning) {
    try {
      return meaning.apply(bytes);
    } catch (Problem | IllegalArgumentException _) { // whatever it is, no mic wrote it so
      return Optional.empty();
    }
  }

  private void touch(Path file) {
    long now = env.nowMillis();
    try {
      if (Math.abs(now - Files.getLastModifiedTime(file).toMillis()) > TOUCH_MILLIS) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(now));
      }
    } catch (IOException _) {
      // another's file, or a disk that is only read: it is known all the same
    }
  }

  boolean has(Digest name, long sizeBytes) {
    try {
      var found =
          Files.readAttributes(file(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile() && found.size() == sizeBytes;
    } catch (IOException _) {
      return false;
    }
  }

  boolean has(Digest name) {
    return Files.isRegularFile(file(name), LinkOption.NOFOLLOW_LINKS);
  }

  /// Writes the file whole, over one that is there. Its bytes are durable then, its name only after
  /// a [#sync].
  void write(Digest name, byte[] bytes) throws IOException {
    write(name, bytes, true);
  }

  /// The same without waiting for the disk.
  void writeLoosely(Digest name, byte[] bytes) throws IOException {
    write(name, bytes, false);
  }

  private void write(Digest name, byte[] bytes, boolean durable) throws IOException {
    if (bytes.length > bytesMax) {
      throw new IOException(bytes.length + " bytes are more than the " + bytesMax + " of a file");
    }
    makeDirectory(directory);
    makeDirectory(writing);
    var temporary = writing.resolve(Id.next(env).toString());
    try {
      try (var channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (durable) {
          channel.force(false);
        }
      }
      // its time is read as the time of this env's clock
      Files.setLastModifiedTime(temporary, FileTime.fromMillis(env.nowMillis()));
      Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /// Makes the names durable.
  void sync() throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static long taken(long bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  /// Everything that lies here under a name; what has none is removed.
  List<Item> items() throws IOException {
    var items = new ArrayList<Item>();
    for (Path file : list(directory)) {
      try {
        var found =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var name = name(file);
        if (found.isRegularFile() && name.isPresent()) {
          items.add(
              new Item(name.get(), file, taken(found.size()), found.lastModifiedTime().toMillis()));
        } else {
          removed(file);
        }
      } catch (NoSuchFileException _) {
        // removed meanwhile by whoever found it odd
      }
    }
    return items;
  }

  private static Optional<Digest> name(Path file) {
    try {
      return Optional.of(Digest.parse(file.getFileName().toString()));
    } catch (Problem _) {
      return Optional.empty();
    }
  }

  static List<Path> list(Path directory) throws IOException {
    var files = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(directory)) {
      stream.forEach(files::add);
    } catch (NoSuchFileException _) {
      // nothing was ever put there
    }
    return files;
  }

  static boolean removed(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException _) { // then it stays, and goes on to count
      return false;
    }
  }
}
