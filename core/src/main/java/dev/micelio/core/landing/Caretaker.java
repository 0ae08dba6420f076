package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.ObjectStoreNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Does for commits what may be done later, by anyone and more than once: copies their nodes to
/// where readers look first, tells the sessions that they landed, and then moves the head hint. So
/// behind the hint nothing of that is left to do. Whoever dies in between has done no harm: the
/// next one begins at the hint.
public final class Caretaker {
  /// The hint is moved at least after so many commits, so that a long way is not gone twice.
  private static final int COMMITS_A_STEP = 64;

  /// How many commits wait in memory; beyond them all are read again.
  private static final int PENDING_MAX = 256;

  /// How often a hint is moved against others who move it.
  private static final int MOVES_MAX = 20;

  private final Env env;
  private final ObjectStore project;
  private final LandingLog log;
  private final Consumer<Landing> landed;
  private final Consumer<Tail> derive;
  private final Patience patience;

  /// Guards the four below; never held across a call on anything outside.
  private final Object lock = new Object();

  private final List<StoredCommit> pending = new ArrayList<>();
  private boolean incomplete = true;
  private boolean working;
  private boolean asked;

  /// `landed` is told of every landing, `derive` of how far the log is cared for; both may be told
  /// the same again.
  public Caretaker(
      Env env,
      ObjectStore project,
      Consumer<Landing> landed,
      Consumer<Tail> derive,
      Patience patience) {
    this.env = env;
    this.project = project;
    log = new LandingLog(env, project);
    this.landed = landed;
    this.derive = derive;
    this.patience = patience;
  }

  /// A commit that is in the log, so that it need not be read again.
  void see(StoredCommit commit) {
    synchronized (lock) {
      if (pending.size() == PENDING_MAX) {
        pending.clear();
        incomplete = true;
      }
      pending.add(commit);
    }
  }

  /// Something landed: cares for it soon, in a thread of its own. What fails is done the next time.
  void wake() {
    synchronized (lock) {
      asked = true;
      if (working) {
        return;
      }
      working = true;
    }
    env.fork("caretaker", this::work);
  }

  private boolean work() {
    while (stillAsked()) {
      env.sleep(patience.care());
      try {
        run();
      } catch (Problem problem) {
        // derived objects only: whoever cares for the next landing begins at the hint again
        forget();
      }
    }
    return true;
  }

  private boolean stillAsked() {
    synchronized (lock) {
      working = asked;
      asked = false;
      return working;
    }
  }

  private void forget() {
    synchronized (lock) {
      pending.clear();
      incomplete = true;
    }
  }

  /// Cares for all that has landed. Answers the tail up to which everything is done.
  public Tail run() {
    var hint = log.hint();
    long done = hint.map(HeadHint::position).orElse(0L);
    var step = new Step();
    var commits = take(done);
    if (commits.isPresent()) {
      commits.get().forEach(step::add);
    } else {
      log.tail(commit -> step.addBehind(done, commit));
    }
    var tail = step.end();
    derive.accept(tail);
    return tail;
  }

  /// The commits behind a position that are in memory, if all of them are.
  private Optional<List<StoredCommit>> take(long done) {
    synchronized (lock) {
      boolean whole = !incomplete;
      var commits = List.copyOf(pending);
      pending.clear();
      incomplete = false;
      var behind =
          commits.stream().filter(commit -> commit.commit().last().position() > done).toList();
      boolean follows =
          !commits.isEmpty()
              && (behind.isEmpty() || behind.getFirst().commit().first() <= done + 1);
      return whole && follows && isUnbroken(commits)
          ? Optional.of(behind.isEmpty() ? List.of(commits.getLast()) : behind)
          : Optional.empty();
    }
  }

  private static boolean isUnbroken(List<StoredCommit> commits) {
    for (int i = 1; i < commits.size(); i++) {
      if (!commits.get(i).commit().previous().equals(commits.get(i - 1).digest())) {
        return false;
      }
    }
    return true;
  }

  /// Some commits in a row, cared for together.
  private final class Step {
    private final ObjectStoreNodes nodes = new ObjectStoreNodes(env, project, "");
    private final List<Landing> landings = new ArrayList<>();
    private int commits;
    private Tail tail = Tail.EMPTY;

    void addBehind(long done, StoredCommit commit) {
      if (commit.commit().last().position() > done) {
        add(commit);
      } else {
        tail = Tail.EMPTY.then(commit);
      }
    }

    void add(StoredCommit commit) {
      commit.commit().nodes().forEach(node -> nodes.write(Digest.of(node), node));
      landings.addAll(commit.commit().landings());
      tail = Tail.EMPTY.then(commit);
      if (++commits == COMMITS_A_STEP) {
        end();
      }
    }

    Tail end() {
      nodes.flush();
      landings.forEach(landed);
      if (commits > 0) {
        moveHint(HeadHint.of(tail));
      }
      landings.clear();
      commits = 0;
      return tail;
    }
  }

  /// Forward only, whoever else moves it.
  private void moveHint(HeadHint to) {
    for (int move = 0; move < MOVES_MAX; move++) {
      Condition condition = Condition.ABSENT;
      try (var fetch = project.get(ProjectKeys.HEAD)) {
        if (fetch instanceof Fetch.Found found) {
          var there = HeadHint.read(found);
          if (there.isPresent() && there.get().position() >= to.position()) {
            return;
          }
          condition = Condition.matches(found.version());
        }
      }
      if (project.put(ProjectKeys.HEAD, Body.of(to.encode()), condition)
          instanceof PutAnswer.Stored) {
        return;
      }
    }
  }
}
