package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.merge.MergedChanges;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.ObjectStoreNodes;
import dev.micelio.core.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tries to land a batch of offers, round by round, until each one is decided. For one thread.
final class Attempts {
  /// A commit carries the nodes that it made up to this size; more of them are stored before it.
  private static final int INLINE_BYTES_MAX = 16 << 20;

  private final Env env;
  private final ObjectStore project;
  private final Judge judge;
  private final Caretaker caretaker;
  private final Patience patience;
  private final Follower follower;
  private final Past past;
  private final ObjectStoreClock clock;
  private final Merger merger;

  /// Whose put was answered lost, and the log not read since: it may be their own commit that was
  /// there, put by a request whose answer never came.
  private final Set<Id> doubtful = new HashSet<>();

  Attempts(
      Env env,
      ObjectStore project,
      Past past,
      Judge judge,
      Caretaker caretaker,
      Patience patience) {
    this.env = env;
    this.project = project;
    this.judge = judge;
    this.caretaker = caretaker;
    this.patience = patience;
    this.past = past;
    follower = new Follower(env, project, past, caretaker::see);
    clock = new ObjectStoreClock(env, project);
    merger = new Merger(env, project);
  }

  /// Every one of the batch is decided, or has failed, when this returns.
  void land(List<Waiting> batch) {
    boolean fresh = false;
    int failures = 0;
    while (!undecided(batch).isEmpty()) {
      try {
        var round = propose(undecided(batch), fresh);
        if (!round.isEmpty()) {
          commit(round);
        }
        failures = 0;
        fresh = true;
        giveUp(undecided(batch), crowded());
      } catch (Problem problem) {
        giveUp(undecided(batch), problem);
        env.sleep(patience.before(failures++));
      }
    }
  }

  private static Problem crowded() {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "landing.crowded",
        "others landed first each time, until there was no time left",
        "land the session again");
  }

  private static List<Waiting> undecided(List<Waiting> batch) {
    return batch.stream().filter(waiting -> !waiting.isDecided()).toList();
  }

  /// Nothing of these is under way. What may pass is waited for until the deadline.
  private void giveUp(List<Waiting> undecided, Problem problem) {
    for (var waiting : undecided) {
      if (problem.kind() != Problem.Kind.UNAVAILABLE
          || env.nanos() - waiting.deadlineNanos() >= 0) {
        if (doubtful.contains(waiting.offer().session())) {
          waiting.answer().complete(new Outcome.Undecided(problem.what()));
        } else {
          waiting.answer().fail(problem);
        }
      }
    }
  }

  /// A round on the tail as it is known, or as it is now when that is to be `fresh`.
  private Round propose(List<Waiting> undecided, boolean fresh) {
    var known = follower.known();
    boolean isFresh = fresh || known.isEmpty();
    var round = new Round(isFresh ? follower.catchUp() : known.get(), isFresh, follower.nodes());
    if (isFresh) {
      doubtful.clear();
    }
    var tree = new Tree(round.tree(), round);
    @Nullable Problem held = null;
    for (var waiting : undecided) {
      if (round.isFull()) {
        break;
      }
      try {
        propose(waiting, round, tree);
      } catch (Problem problem) {
        if (problem.kind() == Problem.Kind.UNAVAILABLE) {
          giveUp(List.of(waiting), problem);
          held = problem;
        } else if (round.isSure()) {
          waiting.answer().fail(problem);
        }
      }
    }
    if (held != null && round.isEmpty()) {
      throw held;
    }
    return round;
  }

  /// Puts an offer into the round, or answers it if that is sure.
  private void propose(Waiting waiting, Round round, Tree tree) {
    var offer = waiting.offer();
    if (round.holds(offer.session())) {
      return;
    }
    var earlier = follower.landed(offer.session(), offer.since());
    if (earlier.isPresent()) {
      waiting.answer().complete(earlier.get());
      return;
    }
    checkBase(offer, round.tail());
    var head = tree.at(round.tree());
    var result = merger.merge(offer, tree.at(offer.base().tree()), head);
    if (!result.conflicts().isEmpty()) {
      if (round.isSure()) {
        waiting.answer().complete(conflicted(offer, round.tail(), head, result));
      }
      return;
    }
    var after = head.apply(MergedChanges.toApply(result.changes()), round);
    var proposal =
        new Proposal(
            offer, round.nextPosition(), head, tree.at(after), result.changes(), result.merges());
    switch (judge.judge(proposal)) {
      case Verdict.Denied(var reasons) -> {
        if (round.isSure()) {
          waiting.answer().complete(new Outcome.Denied(round.tail().base(), reasons));
        }
      }
      case Verdict.Allowed(var attestations) ->
          round.add(waiting, landing(proposal, after, attestations, round));
    }
  }

  private Landing landing(Proposal proposal, Digest tree, List<Digest> attestations, Round round) {
    var offer = proposal.offer();
    return new Landing(
        proposal.position(),
        offer.session(),
        offer.goal(),
        offer.author(),
        offer.base(),
        tree,
        proposal.changes(),
        proposal.merges(),
        attestations,
        Hlc.after(round.at(), env.nowMillis()).requireNear(clock.nowMillis()));
  }

  private void checkBase(Offer offer, Tail tail) {
    var base = offer.base();
    if (base.position() > tail.position()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "landing.unknown-base",
          "session %s says that it was made on position %d, and the log ends at %d"
              .formatted(offer.session(), base.position(), tail.position()),
          "sync the session with the head, then land it again");
    }
    var tree = base.position() == tail.position() ? tail.tree() : follower.treeAt(base.position());
    if (!tree.equals(base.tree())) {
      throw new Problem(
          Problem.Kind.INVALID,
          "landing.false-base",
          "session %s says that position %d is tree %s, and it is %s"
              .formatted(offer.session(), base.position(), base.tree().brief(), tree.brief()),
          "sync the session with the head, then land it again");
    }
  }

  private Outcome conflicted(Offer offer, Tail tail, Tree head, Merger.Result result) {
    var nodes = new ObjectStoreNodes(env, project, "");
    var partial = head.apply(MergedChanges.toApply(result.changes()), nodes);
    nodes.flush();
    var paths = result.conflicts().stream().map(unmerged -> unmerged.conflict().path()).toList();
    var by = past.newest(Set.copyOf(paths), offer.base().position(), tail.position());
    return new Outcome.Conflicted(
        tail.base(),
        result.conflicts().stream()
            .map(unmerged ->
                new Outcome.ConflictedPath(
                    unmerged.conflict(),
                    unmerged.hunks(),
                    Optional.ofNullable(by.get(unmerged.conflict().path()))))
            .toList(),
        result.changes(),
        partial);
  }

  /// Puts the commit, and waits until it is known whether it landed. Returns without an answer for
  /// some when it did not: another commit is at this place, which the next round reads. Waiting
  /// would only let more of those come first.
  private void commit(Round round) {
    boolean inline = round.nodeBytes() <= INLINE_BYTES_MAX;
    if (!inline) {
      store(round.nodes());
    }
    byte[] bytes = CommitFormat.encode(round.commit(inline));
    var stored = StoredCommit.read(bytes);
    var key = ProjectKeys.commit(stored.commit().first());
    for (int failures = 0; ; failures++) {
      try {
        switch (project.put(key, Body.of(bytes), Condition.ABSENT)) {
          case PutAnswer.Stored _ -> {
            landed(round, stored);
            return;
          }
          case PutAnswer.Lost() -> {
            round.landings().forEach(landing -> doubtful.add(landing.session()));
            return;
          }
        }
      } catch (Problem problem) {
        if (failures == 0 && problem.kind() != Problem.Kind.UNAVAILABLE) {
          throw problem;
        }
        if (isExpired(round, problem)) {
          return;
        }
        env.sleep(patience.before(failures));
      }
    }
  }

  /// Whether nobody waits any more. The put may still arrive, so nobody is told that it did not.
  private boolean isExpired(Round round, Problem problem) {
    boolean all = true;
    for (var landing : round.landings()) {
      var waiting = round.member(landing);
      if (env.nanos() - waiting.deadlineNanos() >= 0) {
        waiting.answer().complete(new Outcome.Undecided(problem.what()));
      }
      all &= waiting.isDecided();
    }
    return all;
  }

  private void landed(Round round, StoredCommit stored) {
    follower.see(stored);
    for (var landing : round.landings()) {
      round
          .member(landing)
          .answer()
          .complete(new Outcome.Landed(landing.position(), landing.tree(), landing.at()));
    }
    caretaker.wake();
  }

  private void store(Map<Digest, byte[]> made) {
    var nodes = new ObjectStoreNodes(env, project, "");
    made.forEach(nodes::write);
    nodes.flush();
  }
}
