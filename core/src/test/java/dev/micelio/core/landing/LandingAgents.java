package dev.micelio.core.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.blob.BlobWriter;
import dev.micelio.core.blob.Existing;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// Agents that land sessions on a few paths through some landers, and remember what they were told.
/// Each keeps asking, any lander, until its session is decided, and begins again on the head after
/// a conflict.
public final class LandingAgents {
  private static final List<String> PATHS =
      List.of("a", "a/b", "a/c", "b", "c/d", "c/d/e", "readme", "src/x", "src/y", "src/z");
  private static final int TRIES_MAX = 60;
  private static final int LINES = 12;

  private final Env env;
  private final ObjectStore objects;
  private final List<Lander> landers;
  private final BiConsumer<Id, Outcome.Landed> told;
  private final Map<Id, Outcome.Landed> acknowledged = new ConcurrentHashMap<>();
  private final Map<Id, Offer> offered = new ConcurrentHashMap<>();
  private final AtomicInteger conflicts = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  /// `objects` are the project as the agents themselves see it.
  public LandingAgents(
      Env env, ObjectStore objects, List<Lander> landers, BiConsumer<Id, Outcome.Landed> told) {
    this.env = env;
    this.objects = objects;
    this.landers = landers;
    this.told = told;
  }

  public LandingAgents(Env env, ObjectStore objects, List<Lander> landers) {
    this(env, objects, landers, (_, _) -> {});
  }

  public int conflicts() {
    return conflicts.get();
  }

  public int unanswered() {
    return unanswered.get();
  }

  /// Lands a session, or gives up after many conflicts.
  public void land(Id session, RandomGenerator random) {
    var log = new LandingLog(env, objects);
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
              changes(random, base.tree(), log),
              List.of());
      switch (decided(random, offer)) {
        case Outcome.Landed landed -> {
          acknowledged.put(session, landed);
          told.accept(session, landed);
          return;
        }
        case Outcome.Conflicted conflicted -> {
          conflicts.incrementAndGet();
          base = conflicted.head();
        }
        case Outcome.Denied denied -> throw new AssertionError("denied: " + denied);
        case Outcome.Undecided _ -> throw new AssertionError("only decided outcomes come here");
      }
    }
  }

  private Outcome decided(RandomGenerator random, Offer offer) {
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      offered.put(offer.session(), offer);
      try {
        var outcome = landers.get(random.nextInt(landers.size())).land(offer);
        if (!(outcome instanceof Outcome.Undecided)) {
          return outcome;
        }
      } catch (Problem problem) {
        assertThat(problem.kind()).describedAs(problem.what()).isEqualTo(Problem.Kind.UNAVAILABLE);
      }
      unanswered.incrementAndGet();
    }
    throw new AssertionError("not decided after " + TRIES_MAX + " times");
  }

  /// Some edits of what the base has, and some new files, that make no file a directory.
  private List<Change> changes(RandomGenerator random, Digest baseTree, LandingLog log) {
    var base = new Tree(baseTree, new ProjectNodes(env, objects, log));
    var changes = new TreeMap<TreePath, Change>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      var path = new TreePath(PATHS.get(random.nextInt(PATHS.size())));
      if (random.nextInt(6) == 0) {
        changes.put(path, new Change.Remove(path));
      } else if (base.firstBelow(path, new HashSet<>()).isEmpty() && !isBelowFile(base, path)) {
        changes.put(path, new Change.Put(file(path, random)));
      }
    }
    var texts = changes.keySet().stream().map(TreePath::text).toList();
    changes.keySet().removeIf(path -> texts.stream().anyMatch(put -> put.startsWith(path + "/")));
    return List.copyOf(changes.values());
  }

  private static boolean isBelowFile(Tree tree, TreePath path) {
    String text = path.text();
    for (int at = text.lastIndexOf('/'); at > 0; at = text.lastIndexOf('/', at - 1)) {
      if (tree.get(new TreePath(text.substring(0, at))).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// A text that differs from the others in one line, so that two of them can often be merged.
  private Entry file(TreePath path, RandomGenerator random) {
    var text = new StringBuilder();
    int changed = random.nextInt(LINES);
    for (int line = 0; line < LINES; line++) {
      text.append(line == changed ? "changed " + random.nextInt(1000) : "line " + line)
          .append('\n');
    }
    var blob =
        new BlobWriter(env, objects, Existing.BELIEVED, 1).write(text.toString().getBytes(UTF_8));
    return new Entry(path, EntryKind.FILE, blob.digest(), blob.size());
  }

  /// What the agents were told and what they last offered agree with what has landed.
  public void agreeWith(Map<Id, Landing> landed) {
    acknowledged.forEach((session, answer) -> {
      var landing = landed.get(session);
      if (landing == null) {
        throw new AssertionError(session + " was acknowledged and is not in the log");
      }
      assertThat(new Outcome.Landed(landing.position(), landing.tree(), landing.at()))
          .isEqualTo(answer);
    });
    landed.forEach((session, landing) -> {
      var offer = offered.get(session);
      if (offer != null) {
        assertThat(landing.base())
            .describedAs("the base of what landed at %d", landing.position())
            .isEqualTo(Objects.requireNonNull(offer).base());
      }
    });
  }
}
