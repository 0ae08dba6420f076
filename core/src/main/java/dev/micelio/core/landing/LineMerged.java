package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.TreePath;

/// A file whose lines were merged. With what the landing's change of this path has as before
/// (theirs) and after (the result), anybody can merge the same lines again.
public record LineMerged(TreePath path, String algorithm, Digest base, Digest ours) {
  public static final int ALGORITHM_BYTES_MAX = 64;
}
