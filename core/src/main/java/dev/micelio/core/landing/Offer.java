package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.id.Id;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.TreePath;
import java.util.List;

/// A session as it is offered for landing: what it wants, each path at most once, and what it was
/// made on. Every blob that it names is stored already.
///
/// `since` is the position at which the session began. It stays when the session is synced, so that
/// a landing whose answer was lost is found however often the base has moved since.
public record Offer(
    Id session,
    long since,
    Base base,
    String goal,
    Author author,
    List<Change> changes,
    List<Digest> attestations) {
  public Offer {
    changes = List.copyOf(changes);
    attestations = List.copyOf(attestations);
    if (since < 0 || since > base.position()) {
      throw new IllegalArgumentException(
          "a session can not have begun at " + since + ", after its base " + base.position());
    }
  }

  /// Content that an offer, or what it is merged with, names and that is not stored.
  public static Problem missingBlob(TreePath path, Digest digest) {
    return new Problem(
        Problem.Kind.INVALID,
        "landing.missing-blob",
        "the content of " + path + " is not stored: there is no blob " + digest,
        "upload it, then land the session again");
  }
}
