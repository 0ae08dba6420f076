package dev.micelio.core.objects.tiered;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Key;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A place that keeps objects nearer than the remote. It may forget any of them at any time, and
/// none of its calls ever fails.
public abstract sealed class Tier permits MemoryTier, DirectoryTier {

  /// At most `bytesMax` bytes of this process, with all that is kept beside the objects themselves.
  public static Tier memory(long bytesMax) {
    return new MemoryTier(bytesMax);
  }

  /// At most `bytesMax` bytes in files, which the next process finds again and others may share at
  /// the same time. The directory is for one remote, and for nothing else.
  public static Tier directory(Env env, Path directory, long bytesMax) {
    return new DirectoryTier(env, directory, bytesMax);
  }

  /// Proved bytes, or null.
  abstract @Nullable Kept get(Key key, Proof proof);

  abstract void put(Key key, Kept kept);

  abstract void drop(Key key);
}
