package dev.micelio.core.nix;

import dev.micelio.core.digest.Digest;

/// What is said of a NAR: its digest and its size.
public record NarSummary(Digest digest, long size) {
  public NarSummary {
    if (size < 0) {
      throw new IllegalArgumentException("a size is never negative: " + size);
    }
  }

  /// Where it lies when it was added to the store under this name.
  public StorePath source(String name) {
    return StorePath.ofSource(digest, name);
  }
}
