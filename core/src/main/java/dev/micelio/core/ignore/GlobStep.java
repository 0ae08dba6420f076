package dev.micelio.core.ignore;

import java.util.BitSet;

/// What a glob consists of, in the order of its text.
sealed interface GlobStep {
  /// One byte out of these.
  record One(BitSet bytes) implements GlobStep {
    static One literal(byte b) {
      var bytes = new BitSet(256);
      bytes.set(b & 0xff);
      return new One(bytes);
    }
  }

  /// Any bytes but `/`.
  record Within() implements GlobStep {}

  /// Any bytes.
  record Across() implements GlobStep {}

  /// Either the next two steps, which are [Across] and a `/`, or nothing in their place.
  record Directories() implements GlobStep {}
}
