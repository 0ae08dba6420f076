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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
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
  public static final int ALONE_MAX = 2000;

  /// How many are asked for in one task, and how many tasks there are at once. More only wait for
  /// one another in the kernel.
  private static final int GROUP_MAX = 512;

  private static final int GROUPS_MAX = 8;

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
    try {
      var cursor = new Cursor();
      boolean all = count <= ALONE_MAX ? new Group(cursor, count).get() : holdTogether(env, cursor);
      return all && cursor.next() == null;
    } catch (Problem _) { // malformed
      return false;
    }
  }

  private boolean holdTogether(Env env, Cursor cursor) {
    var groups = new ArrayDeque<Task<Boolean>>();
    boolean all = true;
    try {
      while (all && cursor.left > 0) {
        if (groups.size() == GROUPS_MAX) {
          all = groups.remove().await();
        }
        groups.add(env.fork("stat", new Group(cursor, GROUP_MAX)));
      }
    } finally { // none outlives the question
      while (!groups.isEmpty()) {
        all &= groups.remove().await();
      }
    }
    return all;
  }

  /// Some of them. A class with a name, because a lambda is built anew by each JVM.
  private final class Group implements Supplier<Boolean> {
    private final List<Sighting> sightings = new ArrayList<>();

    /// The next of the cursor, up to `max`.
    Group(Cursor cursor, int max) {
      for (int i = 0; i < max; i++) {
        var sighting = cursor.next();
        if (sighting == null) {
          return;
        }
        sightings.add(sighting);
      }
    }

    /// Whether they hold.
    @Override
    public Boolean get() {
      try {
        for (var sighting : sightings) {
          if (!holds(sighting)) {
            return false;
          }
        }
        return true;
      } catch (IOException | InvalidPathException _) {
        return false; // a snapshot will tell what is the matter, if anything is
      }
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
