package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.tree.Tree;

/// The end of the log, as far as somebody has read it. `chain` is the digest of the bytes of the
/// last commit.
public record Tail(long position, Digest tree, Hlc at, Digest chain) {
  /// Of a project without a landing.
  public static final Tail EMPTY = new Tail(0, Tree.empty((_, _) -> {}), Hlc.ZERO, Commit.NONE);

  public Base base() {
    return new Base(position, tree);
  }

  /// The tail behind a commit that follows this one.
  Tail then(StoredCommit next) {
    var last = next.commit().last();
    return new Tail(last.position(), last.tree(), last.at(), next.digest());
  }
}
