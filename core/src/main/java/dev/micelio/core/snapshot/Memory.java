package dev.micelio.core.snapshot;

import dev.micelio.core.digest.Digest;
import org.jspecify.annotations.Nullable;

/// What is remembered of earlier readings, and of this one. Told in the order of a tree. For one
/// thread.
interface Memory {

  /// The walk goes through a directory, or has read a file of rules.
  void passed(byte[] path, Stat stat);

  /// The walk found a file. Answers the digest of its content where that is known without reading
  /// it.
  @Nullable Digest recall(byte[] path, Stat stat);

  /// A file that was found is taken into the tree; in the order in which they were found.
  void took(byte[] path, Stat stat, Digest digest);

  /// All files that were found are taken.
  void end();

  /// Remembers nothing.
  Memory NONE =
      new Memory() {
        @Override
        public void passed(byte[] path, Stat stat) {}

        @Override
        public @Nullable Digest recall(byte[] path, Stat stat) {
          return null;
        }

        @Override
        public void took(byte[] path, Stat stat, Digest digest) {}

        @Override
        public void end() {}
      };
}
