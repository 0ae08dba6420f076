package dev.micelio.core.snapshot;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file anywhere on the machine, as it was found: the stat of what its name led to through all
/// links, or that there was none.
public final class Watched {
  private static final int NONE = 0;
  private static final int FOUND = 1;
  private static final int NAME_BYTES_MAX = 1 << 16;

  private final String file;

  /// Null when there was none.
  private final @Nullable Stat stat;

  private Watched(String file, @Nullable Stat stat) {
    this.file = file;
    this.stat = stat;
  }

  /// As it is now. What the system does not tell of is an exception.
  public static Watched of(Path file) throws IOException {
    return new Watched(file.toString(), find(file));
  }

  private static @Nullable Stat find(Path file) throws IOException {
    try {
      return Stat.through(file);
    } catch (NoSuchFileException | NotDirectoryException _) {
      return null;
    }
  }

  /// Whether every change of it from this moment on shows.
  public boolean isSettled(long sinceMillis) {
    return stat == null || stat.isSettled(Math.multiplyExact(sinceMillis, Stat.MILLI_NANOS));
  }

  /// Whether it is as it was found.
  public boolean holds() {
    try {
      var now = find(Path.of(file));
      if (stat == null) {
        return now == null;
      }
      return now != null && stat.isSame(now);
    } catch (IOException | InvalidPathException _) {
      return false;
    }
  }

  public void write(ByteWriter out) {
    out.text(file);
    if (stat == null) {
      out.u8(NONE);
      return;
    }
    out.u8(FOUND);
    stat.write(out);
  }

  public static Watched read(ByteReader in) {
    String file = in.text(NAME_BYTES_MAX);
    return switch (in.u8()) {
      case NONE -> new Watched(file, null);
      case FOUND -> new Watched(file, Stat.read(in));
      default -> throw in.corrupt("a file that is neither there nor not");
    };
  }
}
