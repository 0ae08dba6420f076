package dev.micelio.core.snapshot;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.TreePath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One thing that a snapshot looked at, as the format of the stat cache has it.
///
/// @param path its bytes below the directory; none for the directory itself
/// @param isSettled whether a later change of it shows in its stat
/// @param digest of its content; null for what is no entry of the tree: a directory, or a file of
///   rules that was read for them alone
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sighting(byte[] path, Stat stat, boolean isSettled, @Nullable Digest digest) {
  /// Shortest form: two bytes of lengths, a kind, a size, two times, an inode and a device.
  static final int SIZE_BYTES_MIN = 1 + 1 + 1 + 1 + 8 + 8 + 8 + 8;

  private static final int KIND_MASK = 7;
  private static final int UNSETTLED = 8;
  private static final int HAS_DIGEST = 16;
  private static final int FLAGS_MAX = 31;

  /// `previous` is the path of the sighting before it.
  void write(ByteWriter out, byte[] previous) {
    int mismatch = Arrays.mismatch(previous, path);
    int shared = mismatch < 0 ? path.length : mismatch;
    out.u8(stat.kind() | (isSettled ? 0 : UNSETTLED) | (digest == null ? 0 : HAS_DIGEST))
        .varint(shared)
        .varint(path.length - shared)
        .bytes(path, shared, path.length - shared);
    stat.writeNumbers(out);
    if (digest != null) {
      out.digest(digest);
    }
  }

  static Sighting read(ByteReader in, byte[] previous) {
    int flags = in.u8();
    if (flags > FLAGS_MAX) {
      throw in.corrupt("flags that this version does not know");
    }
    int shared = in.count("shared bytes", previous.length);
    int rest = in.count("bytes of a path", TreePath.SIZE_BYTES_MAX - shared);
    byte[] path = Arrays.copyOf(previous, shared + rest);
    in.into(path, shared, rest);
    var stat = Stat.read(flags & KIND_MASK, in);
    return new Sighting(
        path, stat, (flags & UNSETTLED) == 0, (flags & HAS_DIGEST) == 0 ? null : in.digest());
  }

  /// Whether what has this stat now is what was seen.
  boolean holds(Stat now) {
    return isSettled && stat.isSame(now);
  }
}
