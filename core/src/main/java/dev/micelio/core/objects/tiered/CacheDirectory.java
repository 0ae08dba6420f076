package dev.micelio.core.objects.tiered;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// The files of a directory tier, and the promise that they stay within a bound.
///
/// A writer is given room under the lock before it writes a byte, and what is removed is taken off
/// only by a count of all files. So whoever dies, and wherever, leaves the usage too high and never
/// too low, and the next count sets it right.
final class CacheDirectory {
  /// The block of most file systems: a file of one byte takes a whole one.
  static final int BLOCK_BYTES = 4096;

  /// Bounds the time that a count of all files takes, and its memory.
  static final int ENTRIES_MAX = 1 << 18;

  /// Nobody writes one object for so long: its writer died.
  private static final long WRITING_MILLIS_MAX = 3_600_000;

  private static final Pattern SHARD = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{62}");
  private static final Pattern WRITING =
      Pattern.compile("([0-9]{1,18})-([0-9]{1,18})-[0-9a-f]{16}");

  private final Path lockFile;
  private final Path entries;
  private final Path writing;
  private final long bytesMax;

  private record Entry(Path file, long bytes, long wantedMillis) {}

  CacheDirectory(Path directory, long bytesMax) {
    this.lockFile = directory.resolve("usage");
    this.entries = directory.resolve("entries");
    this.writing = directory.resolve("writing");
    this.bytesMax = bytesMax;
  }

  Path entry(Key key) {
    String hex = Digest.of(key.bytes()).hex();
    return entries.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
  }

  Path writing(long nowMillis, long fileBytes, long chance) {
    String name = "%d-%d-%016x".formatted(nowMillis, taken(fileBytes), chance);
    return writing.resolve(name);
  }

  static long taken(long fileBytes) {
    return (fileBytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  /// True when there is room for so many bytes and `file`, which is empty yet, holds its place.
  boolean reserve(Path file, long fileBytes, long nowMillis) throws IOException {
    long needed = taken(fileBytes);
    if (needed > bytesMax) {
      return false;
    }
    Files.createDirectories(writing);
    return DirectoryLock.tryWith(
        lockFile,
        usageFile -> {
          var usage = Usage.read(usageFile);
          if (usage == null || !fits(usage.plus(needed))) {
            usage = clear(needed, nowMillis);
          }
          boolean fits = fits(usage.plus(needed));
          (fits ? usage.plus(needed) : usage).write(usageFile);
          if (fits) {
            Files.createFile(file);
          }
          return fits;
        });
  }

  private boolean fits(Usage usage) {
    return usage.bytes() <= bytesMax && usage.entries() <= ENTRIES_MAX;
  }

  /// Makes the written file what is found under its key.
  void enter(Path file, Path entry) throws IOException {
    try {
      Files.move(file, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      Files.createDirectories(entry.getParent());
      Files.move(file, entry, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// Counts all files. When they leave no room, those that nobody wanted for longest go, until a
  /// tenth is free, so that the next count is far.
  private Usage clear(long needed, long nowMillis) throws IOException {
    long bytes = beingWritten(nowMillis); // first: a file moves from there to the entries
    var all = entries();
    long count = all.size();
    for (var entry : all) {
      bytes += entry.bytes();
    }
    if (!fits(new Usage(bytes, count).plus(needed))) {
      all.sort(Comparator.comparingLong(Entry::wantedMillis));
      long bytesAim = Math.max(0, bytesMax - bytesMax / 10 - needed);
      int countAim = ENTRIES_MAX - ENTRIES_MAX / 10;
      for (var entry : all) {
        if (bytes <= bytesAim && count <= countAim) {
          break;
        }
        if (removed(entry.file())) {
          bytes -= entry.bytes();
          count--;
        }
      }
    }
    return new Usage(bytes, count);
  }

  private long beingWritten(long nowMillis) throws IOException {
    long bytes = 0;
    for (Path file : list(writing)) {
      var name = WRITING.matcher(file.getFileName().toString());
      if (name.matches()) {
        boolean old = Math.abs(nowMillis - Long.parseLong(name.group(1))) > WRITING_MILLIS_MAX;
        bytes += old && removed(file) ? 0 : Long.parseLong(name.group(2));
      }
    }
    return bytes;
  }

  private List<Entry> entries() throws IOException {
    var all = new ArrayList<Entry>();
    for (Path shard : list(entries)) {
      if (SHARD.matcher(shard.getFileName().toString()).matches()) {
        for (Path file : list(shard)) {
          if (ENTRY.matcher(file.getFileName().toString()).matches()) {
            add(all, file);
          }
        }
      }
    }
    return all;
  }

  private static void add(List<Entry> all, Path file) throws IOException {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      all.add(new Entry(file, taken(attributes.size()), attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException _) {
      // dropped meanwhile
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    var files = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(directory)) {
      stream.forEach(files::add);
    } catch (NoSuchFileException _) {
      // nothing was ever put there
    }
    return files;
  }

  private static boolean removed(Path file) {
    try {
      Files.deleteIfExists(file);
      return true;
    } catch (IOException _) { // then it goes on to count
      return false;
    }
  }
}
