package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;

/// A commit and the digest of its bytes, by which the next one names it.
public record StoredCommit(Commit commit, Digest digest) {
  static StoredCommit read(byte[] bytes) {
    return new StoredCommit(CommitFormat.decode(bytes), Digest.of(bytes));
  }
}
