package dev.micelio.core.snapshot;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is remembered of a directory from one reading to the next, in one file, so that a file
/// whose stat is what it was need not be read again. A file that is missing, damaged or can not be
/// written costs time and nothing else. For one thread; any number of processes.
public final class StatCache {
  private final Env env;
  private final Path file;
  private final Path directory;
  private @Nullable Sightings sightings;

  private StatCache(Env env, Path file, Path directory, @Nullable Sightings sightings) {
    this.env = env;
    this.file = file;
    this.directory = directory;
    this.sightings = sightings;
  }

  /// That of a directory that is there, below the cache directory of the user.
  public static StatCache open(Env env, Path cacheHome, Path directory) throws IOException {
    var real = directory.toRealPath();
    var file = file(cacheHome, real);
    return new StatCache(env, file, real, Sightings.read(file, real));
  }

  /// Two directories of one name take turns: the file says whose it is.
  private static Path file(Path cacheHome, Path real) {
    long name = FNV_OFFSET;
    for (byte b : NameBytes.of(real)) {
      name = (name ^ (b & 0xff)) * FNV_PRIME;
    }
    return cacheHome.resolve("stat").resolve(HexFormat.of().toHexDigits(name));
  }

  /// FNV-1a with 64 bits: this name keeps no secret and proves nothing.
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;

  private static final long FNV_PRIME = 0x100000001b3L;

  /// Named without links.
  public Path directory() {
    return directory;
  }

  /// A name for what is kept of this directory beside this; two directories may have the same one.
  public String name() {
    return file.getFileName().toString();
  }

  /// What the last reading saw, or an earlier process; empty when that is not known, or when the
  /// next process will not know it.
  public Optional<Sightings> sightings() {
    return Optional.ofNullable(sightings);
  }

  /// A reading of all its files begins.
  Memory begin(boolean respectsIgnores) {
    return new Reading(respectsIgnores, Math.multiplyExact(env.nowMillis(), 1_000_000L));
  }

  /// One reading. What it passes is written down when the files before it are taken.
  private final class Reading implements Memory {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Passed(long filesBefore, byte[] path, Stat stat) {}

    private final boolean respectsIgnores;
    private final long beganNanos;
    private final @Nullable Recall recall;
    private final Deque<Passed> passed = new ArrayDeque<>();
    private final ByteWriter out = new ByteWriter(1 << 16);
    private byte[] previous = {};
    private int count;
    private long found;
    private long taken;

    Reading(boolean respectsIgnores, long beganNanos) {
      this.respectsIgnores = respectsIgnores;
      this.beganNanos = beganNanos;
      var before = sightings;
      recall =
          before == null || before.respectsIgnores() != respectsIgnores ? null : new Recall(before);
    }

    @Override
    public void passed(byte[] path, Stat stat) {
      if (recall != null) {
        recall.of(path, stat);
      }
      passed.add(new Passed(found, path, stat));
    }

    @Override
    public @Nullable Digest recall(byte[] path, Stat stat) {
      found++;
      var sighting = recall == null ? null : recall.of(path, stat);
      return sighting == null ? null : sighting.digest();
    }

    @Override
    public void took(byte[] path, Stat stat, Digest digest) {
      writePassed();
      write(path, stat, digest);
      taken++;
    }

    private void writePassed() {
      for (var next = passed.peek();
          next != null && next.filesBefore <= taken;
          next = passed.peek()) {
        write(next.path, next.stat, null);
        passed.remove();
      }
    }

    private void write(byte[] path, Stat stat, @Nullable Digest digest) {
      new Sighting(path, stat, stat.isSettled(beganNanos), digest).write(out, previous);
      previous = path;
      count++;
    }

    @Override
    public void end() {
      if (recall != null && recall.isAllThereIs()) {
        return; // nothing is new
      }
      writePassed();
      sightings = null;
      var random = env.random();
      var mark = new Sightings.Mark(random.nextLong(), random.nextLong());
      byte[] name = NameBytes.of(directory);
      byte[] bytes =
          new ByteWriter(out.size() + name.length + 64)
              .magic(Sightings.MAGIC)
              .u8(Sightings.VERSION)
              .u64(mark.first())
              .u64(mark.second())
              .u8(respectsIgnores ? Sightings.RESPECTS_IGNORES : 0)
              .varint(name.length)
              .bytes(name)
              .varint(count)
              .bytes(out.toBytes())
              .toBytes();
      write(mark, bytes);
    }

    private void write(Sightings.Mark mark, byte[] head) {
      byte[] bytes =
          new ByteWriter(head.length + Sightings.CHECKSUM_BYTES)
              .bytes(head)
              .u32(Sightings.sum(head, head.length))
              .toBytes();
      if (bytes.length > Sightings.FILE_BYTES_MAX) {
        return;
      }
      var written =
          file.resolveSibling(
              file.getFileName() + "." + HexFormat.of().toHexDigits(mark.first()) + ".tmp");
      try {
        Files.createDirectories(file.getParent());
        try {
          Files.write(written, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(written);
        }
        sightings = Sightings.parse(bytes, directory); // not what another one may have put there
      } catch (IOException _) {
        // the next reading knows less
      }
    }
  }
}
