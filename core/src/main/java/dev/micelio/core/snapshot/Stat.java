package dev.micelio.core.snapshot;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.tree.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the system says of a file without reading it. A file whose stat stayed the same is taken
/// for unchanged. Times are nanoseconds since 1970.
///
/// @param entry what it would be in a tree; null for what is no file and no link
/// @param changedNanos when its content or anything in this stat changed last: the one time that no
///   program can set
record Stat(
    @Nullable EntryKind entry,
    boolean isDirectory,
    long sizeBytes,
    long modifiedNanos,
    long changedNanos,
    long inode,
    long device) {

  /// Asked for by name, because Java has no typed way to the time of change.
  private static final String WANTED = "unix:mode,size,lastModifiedTime,ctime,ino,dev";

  private static final int KIND_BITS = 0xf000;
  private static final int DIRECTORY_BITS = 0x4000;
  private static final int FILE_BITS = 0x8000;
  private static final int LINK_BITS = 0xa000;
  private static final int OWNER_EXECUTE = 0x40;

  /// The kinds that follow those of entries.
  private static final int DIRECTORY = 3;

  private static final int OTHER = 4;

  static final long MILLI_NANOS = 1_000_000;
  private static final long SECOND_NANOS = 1_000_000_000;

  /// Many times what a kernel's clock for files stands still, because a busy machine lets it stand
  /// longer.
  static final long TICK_NANOS = 100_000_000;

  /// File systems that count whole seconds, or two.
  private static final long COARSE_TICK_NANOS = 2 * SECOND_NANOS + TICK_NANOS;

  /// Of a link itself, not of what it leads to.
  static Stat of(Path path) throws IOException {
    return of(Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS));
  }

  /// Of what a path leads to, through links.
  static Stat through(Path path) throws IOException {
    return of(Files.readAttributes(path, WANTED));
  }

  private static Stat of(Map<String, Object> attributes) {
    int mode = (int) number(attributes, "mode");
    return new Stat(
        entry(mode),
        (mode & KIND_BITS) == DIRECTORY_BITS,
        number(attributes, "size"),
        nanos(attributes, "lastModifiedTime"),
        nanos(attributes, "ctime"),
        number(attributes, "ino"),
        number(attributes, "dev"));
  }

  private static long number(Map<String, Object> attributes, String name) {
    return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
  }

  private static long nanos(Map<String, Object> attributes, String name) {
    var time = (FileTime) Objects.requireNonNull(attributes.get(name));
    return time.to(TimeUnit.NANOSECONDS);
  }

  /// As git has it: executable is what its owner may execute.
  private static @Nullable EntryKind entry(int mode) {
    return switch (mode & KIND_BITS) {
      case LINK_BITS -> EntryKind.LINK;
      case FILE_BITS -> (mode & OWNER_EXECUTE) == 0 ? EntryKind.FILE : EntryKind.EXECUTABLE;
      default -> null;
    };
  }

  /// As `equals`, which each JVM builds anew for a record.
  boolean isSame(Stat other) {
    return entry == other.entry
        && isDirectory == other.isDirectory
        && sizeBytes == other.sizeBytes
        && modifiedNanos == other.modifiedNanos
        && changedNanos == other.changedNanos
        && inode == other.inode
        && device == other.device;
  }

  /// Whether a change of the file at `nowNanos` or later shows in its stat: a clock that gives the
  /// same time twice must be past the time of the last change.
  boolean isSettled(long nowNanos) {
    long tick = changedNanos % SECOND_NANOS == 0 ? COARSE_TICK_NANOS : TICK_NANOS;
    return changedNanos < nowNanos - tick;
  }

  /// What it is, as one number below 8.
  int kind() {
    if (entry != null) {
      return entry.code();
    }
    return isDirectory ? DIRECTORY : OTHER;
  }

  void write(ByteWriter out) {
    out.u8(kind());
    writeNumbers(out);
  }

  void writeNumbers(ByteWriter out) {
    out.varint(sizeBytes).u64(modifiedNanos).u64(changedNanos).u64(inode).u64(device);
  }

  static Stat read(ByteReader in) {
    return read(in.u8(), in);
  }

  /// The numbers of what is of this kind.
  static Stat read(int kind, ByteReader in) {
    if (kind > OTHER) {
      throw in.corrupt("a kind that this version does not know");
    }
    return new Stat(
        EntryKind.of(kind), kind == DIRECTORY, in.varint(), in.u64(), in.u64(), in.u64(), in.u64());
  }
}
