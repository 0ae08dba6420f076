package dev.micelio.core.history;

import dev.micelio.core.digest.Digest;

/// A derived object, read and whole, but believed only if its chain is the log's.
sealed interface Opened permits SegmentIndex, OpenFilter {

  /// What it says the chain was before its first position.
  Digest previous();

  /// What it says the chain is at its last position.
  Digest chain();
}
