package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.tree.Difference;
import java.util.List;
import java.util.Objects;

/// One session on the head of a project: an entry of the landing log.
///
/// `base` is what the session's changes were made on, `tree` what the project is after it. The
/// `changes` are what this landing did to the tree before it, in the order of their paths: what the
/// session wanted, less what was there already, and as merged where both sides had changed a file.
public record Landing(
    long position,
    Id session,
    String goal,
    Author author,
    Base base,
    Digest tree,
    List<Difference> changes,
    List<LineMerged> merges,
    List<Digest> attestations,
    Hlc at) {
  public static final int GOAL_BYTES_MAX = 64 << 10;
  public static final int CHANGES_MAX = 100_000;
  public static final int ATTESTATIONS_MAX = 64;

  public Landing {
    changes = List.copyOf(changes);
    merges = List.copyOf(merges);
    attestations = List.copyOf(attestations);
    if (position < 1) {
      throw new IllegalArgumentException("positions begin with 1, not " + position);
    }
    for (int i = 0; i < changes.size(); i++) {
      var change = changes.get(i);
      if (Objects.equals(change.before(), change.after())) {
        throw new IllegalArgumentException("no change at " + change.path());
      }
      if (i > 0 && changes.get(i - 1).path().compareTo(change.path()) >= 0) {
        throw new IllegalArgumentException("the changes are in order, and one for each path");
      }
    }
    if (base.position() >= position) {
      throw new IllegalArgumentException(
          "landing " + position + " can not be based on " + base.position());
    }
  }
}
