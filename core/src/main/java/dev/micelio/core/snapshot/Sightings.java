package dev.micelio.core.snapshot;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.Task;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// All that one snapshot looked at, in the order of a tree, as a file keeps it: every directory,
/// every file and link, every file of rules. Nothing else decided what the snapshot is.
public final class Sightings {
  static final String MAGIC = "MICA";
  static final int VERSION = 1;
  static final int RESPECTS_IGNORES = 1;
  static final int CHECKSUM_BYTES = 4;

  /// More than a million files have with long names.
  static final int FILE_BYTES_MAX = 1 << 28;

  /// The stats of so few are asked for faster by one thread than others are started.
  private static final int ALONE_MAX = 2000;

  /// Threads that ask for stats. More only wait for one another in the kernel.
  private static final int THREADS_MAX = 4;

  /// Tells one reading's sightings from every other's.
  public record Mark(long first, long second) {

    /// As `equals`, which each JVM builds anew for a record.
    public boolean isSame(Mark other) {
      return first == other.first && second == other.second;
    }
  }

  private final Path directory;
  private final Mark mark;
  private final boolean respectsIgnores;
  private final byte[] bytes;
  private final int begin;
  private final int count;

  private Sightings(
      Path directory, Mark mark, boolean respectsIgnores, byte[] bytes, int begin, int count) {
    this.directory = directory;
    this.mark = mark;
    this.respectsIgnores = respectsIgnores;
    this.bytes = bytes;
    this.begin = begin;
    this.count = count;
  }

  public Mark mark() {
    return mark;
  }

  boolean respectsIgnores() {
    return respectsIgnores;
  }

  int count() {
    return count;
  }

  Cursor cursor() {
    return new Cursor();
  }

  /// What the file keeps of this directory; null when it does not, in whatever way.
  static @Nullable Sightings read(Path file, Path directory) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(FILE_BYTES_MAX + 1);
    } catch (IOException _) {
      return null;
    }
    try {
      return bytes.length > FILE_BYTES_MAX ? null : parse(bytes, directory);
    } catch (Problem _) { // it is made anew, and will be well-formed then
      return null;
    }
  }

  static @Nullable Sightings parse(byte[] bytes, Path directory) {
    int end = bytes.length - CHECKSUM_BYTES;
    if (end < 0
        || new ByteReader("a stat cache", bytes, end, CHECKSUM_BYTES).u32() != sum(bytes, end)) {
      return null;
    }
    var in = new ByteReader("a stat cache", bytes, 0, end);
    in.magic(MAGIC);
    if (in.u8() != VERSION) {
      return null;
    }
    var mark = new Mark(in.u64(), in.u64());
    int flags = in.u8();
    byte[] name = in.bytes(in.count("bytes of a directory", end));
    int count = in.count("sightings", end / Sighting.SIZE_BYTES_MIN);
    return Arrays.equals(name, NameBytes.of(directory)) && flags <= RESPECTS_IGNORES
        ? new Sightings(directory, mark, flags == RESPECTS_IGNORES, bytes, in.position(), count)
        : null;
  }

  static long sum(byte[] bytes, int end) {
    var sum = new CRC32C();
    sum.update(bytes, 0, end);
    return sum.getValue();
  }

  /// Whether every change from now on shows, so that it is worth asking whether they hold.
  public boolean areSettled() {
    try {
      var cursor = new Cursor();
      for (var sighting = cursor.next(); sighting != null; sighting = cursor.next()) {
        if (!sighting.isSettled()) {
          return false;
        }
      }
      return true;
    } catch (Problem _) { // malformed: nothing is worth it
      return false;
    }
  }

  /// Whether a snapshot of the directory now would be the one that this was seen for: nothing that
  /// was looked at has changed since, and nothing has come or gone.
  public boolean hold(Env env) {
    if (count <= ALONE_MAX) {
      return hold(0, count);
    }
    var tasks = new ArrayList<Task<Boolean>>();
    for (int i = 0; i < THREADS_MAX; i++) {
      int first = (int) ((long) count * i / THREADS_MAX);
      int end = (int) ((long) count * (i + 1) / THREADS_MAX);
      tasks.add(env.fork("stat", () -> hold(first, end)));
    }
    boolean all = true;
    for (var task : tasks) {
      all &= task.await();
    }
    return all;
  }

  private boolean hold(int first, int end) {
    try {
      var cursor = new Cursor();
      for (int i = 0; i < end; i++) {
        var sighting = cursor.next();
        if (sighting == null || (i >= first && !holds(sighting))) {
          return false;
        }
      }
      return end < count || cursor.next() == null;
    } catch (IOException | InvalidPathException | Problem _) {
      return false; // a snapshot will tell what is the matter, if anything is
    }
  }

  private boolean holds(Sighting sighting) throws IOException {
    // an unsettled one is not asked for
    return sighting.isSettled()
        && sighting.holds(
            Stat.of(
                sighting.path().length == 0
                    ? directory
                    : directory.resolve(new String(sighting.path(), StandardCharsets.UTF_8))));
  }

  /// Goes through them in order. For one thread.
  final class Cursor {
    private final ByteReader in =
        new ByteReader("a stat cache", bytes, begin, bytes.length - CHECKSUM_BYTES - begin);
    private int left = count;
    private byte[] previous = {};

    /// Null when there are no more.
    @Nullable Sighting next() {
      if (left == 0) {
        in.end();
        return null;
      }
      left--;
      var sighting = Sighting.read(in, previous);
      previous = sighting.path();
      return sighting;
    }
  }
}
