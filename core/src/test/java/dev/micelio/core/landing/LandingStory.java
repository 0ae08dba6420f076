package dev.micelio.core.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.blob.BlobWriter;
import dev.micelio.core.blob.Existing;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.merge.MergedChanges;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.objects.faulty.FaultyObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.ObjectStoreNodes;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Agents that land sessions through landers that work on one project and see it through faults,
/// and what must hold of the log when all have ended.
final class LandingStory {
  private static final List<String> PATHS =
      List.of("a", "a/b", "a/c", "b", "c/d", "c/d/e", "readme", "src/x", "src/y", "src/z");
  private static final int TRIES_MAX = 40;

  private final SeededEnv env;
  private final SplittableRandom chance;
  final ObjectStore truth;
  final LandingLog log;
  private final List<Lander> landers = new ArrayList<>();
  private final Map<Id, Outcome.Landed> acknowledged = new HashMap<>();
  private final Map<Id, Offer> lastOffers = new HashMap<>();
  int undecided;
  int conflicts;

  LandingStory(long seed) {
    env = new SeededEnv(seed);
    chance = new SplittableRandom(seed);
    truth = Memory.open(env);
    log = new LandingLog(env, truth);
  }

  static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofMillis(50));

  /// A process that lands, with a clock that is ahead, and faults between it and the objects.
  LandingStory lander(Duration ahead, Faults faults) {
    var machine = env.skewed(ahead);
    var view = new FaultyObjectStore(machine, truth, faults);
    var past = new ScannedPast(new LandingLog(machine, view));
    var caretaker = new Caretaker(machine, view, _ -> {}, _ -> {}, PATIENCE);
    landers.add(new Lander(machine, view, past, Judge.ALL, caretaker, PATIENCE));
    return this;
  }

  LandingStory agents(int count, int sessions) {
    for (int agent = 0; agent < count; agent++) {
      var own = chance.split();
      env.fork(
          "agent-" + agent,
          () -> {
            for (int session = 0; session < sessions; session++) {
              work(own);
            }
            return null;
          });
    }
    return this;
  }

  LandingStory run() {
    env.runAll();
    return this;
  }

  private void work(SplittableRandom own) {
    var session = Id.next(env);
    var since = log.tail().base();
    var base = since;
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      var offer =
          new Offer(
              session,
              since.position(),
              base,
              "goal of " + session,
              new Author("ana", ""),
              changes(own, base.tree()),
              List.of());
      var outcome = decided(own, offer);
      switch (outcome) {
        case Outcome.Landed landed -> {
          acknowledged.put(session, landed);
          return;
        }
        case Outcome.Conflicted conflicted -> {
          conflicts++;
          base = conflicted.head();
        }
        case Outcome.Denied denied -> throw new AssertionError("denied: " + denied);
        case Outcome.Undecided _ -> throw new AssertionError("not asked long enough");
      }
    }
  }

  /// Asks until it is decided, each time another lander.
  private Outcome decided(SplittableRandom own, Offer offer) {
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      lastOffers.put(offer.session(), offer);
      try {
        var outcome = landers.get(own.nextInt(landers.size())).land(offer);
        if (!(outcome instanceof Outcome.Undecided)) {
          return outcome;
        }
        undecided++;
      } catch (Problem problem) {
        assertThat(problem.kind()).describedAs(problem.what()).isEqualTo(Problem.Kind.UNAVAILABLE);
      }
    }
    throw new AssertionError("not decided after " + TRIES_MAX + " times");
  }

  /// Some edits of what the base has, and some new files, that make no file a directory.
  private List<Change> changes(SplittableRandom own, Digest baseTree) {
    var base = new Tree(baseTree, new ProjectNodes(env, truth, log));
    var changes = new TreeMap<TreePath, Change>();
    for (int i = 0; i <= own.nextInt(3); i++) {
      var path = new TreePath(PATHS.get(own.nextInt(PATHS.size())));
      if (own.nextInt(6) == 0) {
        changes.put(path, new Change.Remove(path));
      } else if (base.firstBelow(path, new HashSet<>()).isEmpty() && !isBelowFile(base, path)) {
        changes.put(path, new Change.Put(file(path, "line " + own.nextInt(1000))));
      }
    }
    var puts = changes.keySet().stream().map(TreePath::text).toList();
    changes.keySet().removeIf(path -> puts.stream().anyMatch(put -> put.startsWith(path + "/")));
    return List.copyOf(changes.values());
  }

  private static boolean isBelowFile(Tree tree, TreePath path) {
    for (int slash = path.text().lastIndexOf('/');
        slash > 0;
        slash = path.text().lastIndexOf('/', slash - 1)) {
      if (tree.get(new TreePath(path.text().substring(0, slash))).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Entry file(TreePath path, String text) {
    var blob = new BlobWriter(env, truth, Existing.BELIEVED, 1).write(text.getBytes(UTF_8));
    return new Entry(path, EntryKind.FILE, blob.digest(), blob.size());
  }

  /// All commits, in order.
  List<StoredCommit> commits() {
    var commits = new ArrayList<StoredCommit>();
    env.run(() -> log.readOn(Tail.EMPTY, commits::add));
    return commits;
  }

  /// Everything that `LandingInvariantsTest` names, whatever happened.
  void holds() {
    var commits = commits();
    var landed = new HashMap<Id, Landing>();
    var chain = Commit.NONE;
    long position = 0;
    var at = Hlc.ZERO;
    var tree = Tail.EMPTY.tree();
    for (var commit : commits) {
      assertThat(commit.commit().previous()).isEqualTo(chain);
      chain = commit.digest();
      for (var landing : commit.commit().landings()) {
        assertThat(landing.position()).isEqualTo(++position);
        assertThat(landing.at()).isGreaterThan(at);
        at = landing.at();
        assertThat(landed.put(landing.session(), landing))
            .describedAs("session %s lands once", landing.session())
            .isNull();
        tree = follows(tree, landing);
      }
    }
    for (var answer : acknowledged.entrySet()) {
      var landing = landed.get(answer.getKey());
      if (landing == null) {
        throw new AssertionError(answer.getKey() + " was acknowledged and is not in the log");
      }
      assertThat(new Outcome.Landed(landing.position(), landing.tree(), landing.at()))
          .isEqualTo(answer.getValue());
    }
    env.run(() -> {
      landed.values().forEach(this::undoesNothing);
      return null;
    });
    hint(position, commits);
  }

  private Digest follows(Digest before, Landing landing) {
    return env.run(() -> {
      var tree = new Tree(before, new ProjectNodes(env, truth, log));
      for (var change : landing.changes()) {
        assertThat(tree.get(change.path()).orElse(null)).isEqualTo(change.before());
      }
      var made = new Round(Tail.EMPTY, true, new ProjectNodes(env, truth, log));
      var after = tree.apply(MergedChanges.toApply(landing.changes()), made);
      assertThat(after).isEqualTo(landing.tree());
      var problems = new ArrayList<Problem>();
      tree.at(after).check(problems::add);
      assertThat(problems).isEmpty();
      return after;
    });
  }

  /// What a session changed is in its landing, and nobody else had changed it since its base,
  /// unless their lines were merged.
  private void undoesNothing(Landing landing) {
    assertThat(landing.base())
        .isEqualTo(Objects.requireNonNull(lastOffers.get(landing.session())).base());
    var merged = new HashSet<>(landing.merges().stream().map(LineMerged::path).toList());
    var base = new Tree(landing.base().tree(), new ProjectNodes(env, truth, log));
    for (var change : landing.changes()) {
      if (!merged.contains(change.path())) {
        assertThat(change.before())
            .describedAs("%s before %d", change.path(), landing.position())
            .isEqualTo(base.get(change.path()).orElse(null));
      }
    }
  }

  private void hint(long position, List<StoredCommit> commits) {
    env.run(() -> {
      var hint = log.hint();
      if (hint.isPresent()) {
        assertThat(hint.get().position()).isLessThanOrEqualTo(position);
        var nodes = new ObjectStoreNodes(env, truth, "");
        for (var commit : commits) {
          if (commit.commit().first() <= hint.get().position()) {
            for (byte[] node : commit.commit().nodes()) {
              assertThat(nodes.find(Digest.of(node))).isPresent();
            }
          }
        }
      }
      return null;
    });
  }
}
