package dev.micelio.core.history;

import dev.micelio.core.digest.Digest;

/// The chain of the log, at a position.
public interface ChainHashes {

  /// The digest of the bytes of the commit that holds this position: as each commit names the one
  /// before it, this stands for the whole log up to there. A problem where nothing has landed.
  Digest at(long position);
}
