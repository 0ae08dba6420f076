package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;

/// A moment of a project that a session began from: a position of its log, 0 for before the first
/// landing, and the tree that the project was then.
public record Base(long position, Digest tree) {
  public Base {
    if (position < 0) {
      throw new IllegalArgumentException("no position is negative: " + position);
    }
  }
}
