package dev.micelio.core.session;

import dev.micelio.core.digest.Digest;

/// A moment of a project: a position of its landing log, 0 before the first landing, and the tree
/// that the project was then.
public record Base(long position, Digest tree) {
  public Base {
    if (position < 0) {
      throw new IllegalArgumentException("no position is negative: " + position);
    }
  }
}
