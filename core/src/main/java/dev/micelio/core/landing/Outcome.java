package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.merge.Conflict;
import dev.micelio.core.merge.lines.Hunk;
import dev.micelio.core.tree.Difference;
import java.util.List;
import java.util.Optional;

/// What became of an offer.
public sealed interface Outcome {

  /// It is on the head, now or since an earlier time that it was offered.
  record Landed(long position, Digest tree, Hlc at) implements Outcome {}

  /// Others changed the same, and it is not on the head. `head` is what it was tried on and
  /// `partial` the tree of the head with all of it that is clean, readable by everybody.
  record Conflicted(Base head, List<ConflictedPath> paths, List<Difference> clean, Digest partial)
      implements Outcome {
    public Conflicted {
      paths = List.copyOf(paths);
      clean = List.copyOf(clean);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("a conflict names a path");
      }
    }
  }

  /// Judged, and not on the head.
  record Denied(Base head, List<Verdict.Reason> reasons) implements Outcome {
    public Denied {
      reasons = List.copyOf(reasons);
    }
  }

  /// Nobody knows yet: a put may still arrive. Offering the same session again settles it.
  record Undecided(String why) implements Outcome {}

  /// A path of a conflict, the hunks where its lines were merged in vain, and the newest landing
  /// that touched it since the base, where that is known.
  record ConflictedPath(Conflict conflict, List<Hunk> hunks, Optional<Landing> by) {
    public ConflictedPath {
      hunks = List.copyOf(hunks);
    }
  }
}
