package dev.micelio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Caretaker;
import dev.micelio.core.landing.Judge;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.landing.Patience;
import dev.micelio.core.landing.ScannedPast;
import dev.micelio.core.landing.Verdict;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.prefixed.PrefixedObjectStore;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.session.FileContent;
import dev.micelio.core.session.NewSession;
import dev.micelio.core.session.Owner;
import dev.micelio.core.session.PathChange;
import dev.micelio.core.session.SessionLander;
import dev.micelio.core.session.Sessions;
import dev.micelio.core.session.Status;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.time.Duration;
import java.util.List;

/// A project in which sessions land one by one, always with the same bytes. Nobody cares for what
/// has landed but who is asked to.
final class SmallProject {
  private static final long BEGIN_MILLIS = 1_750_000_000_000L;
  private static final long BETWEEN_MILLIS = 60_000;
  private static final Patience NO_CARE =
      new Patience(
          Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(1));

  final ObjectStore objects;
  private final StoppedEnv env = new StoppedEnv();
  private final LandingLog log;
  private final Sessions sessions;
  private final SessionLander lander;
  private int started;
  private List<Digest> named = List.of();

  /// `before` is what the keys of all projects begin with.
  SmallProject(ObjectStore whole, String before, ProjectId id) {
    objects = new PrefixedObjectStore(whole, new Key(before + "projects/" + id));
    log = new LandingLog(env, objects);
    sessions = new Sessions(env, objects, id);
    var caretaker = new Caretaker(env, objects, _ -> {}, _ -> {}, NO_CARE);
    var past = new ScannedPast(log);
    Judge judge = _ -> new Verdict.Allowed(named);
    lander =
        new SessionLander(
            env, objects, sessions, new Lander(env, objects, past, judge, caretaker, NO_CARE));
  }

  static Id session(int number) {
    return Id.parse("01970000-0000-7000-8000-%012d".formatted(number));
  }

  /// A session that adds one file, and does not land.
  Id start(String goal, String path) {
    env.set(BEGIN_MILLIS + ++started * BETWEEN_MILLIS);
    var id = session(started);
    sessions.start(new NewSession(id, goal, new Owner("ana", null), log.tail().base()));
    var content = FileContent.inline(goal.getBytes(UTF_8));
    var change = new PathChange.Put(new TreePath(path), true, EntryKind.FILE, content);
    sessions.putChanges(id, id, List.of(change));
    return id;
  }

  void land(String goal, String path) {
    assertThat(lander.land(start(goal, path))).isInstanceOf(Outcome.Landed.class);
  }

  /// By these attestations.
  void landBy(String goal, String path, List<Digest> attestations) {
    named = attestations;
    land(goal, path);
    named = List.of();
  }

  void landMany(int count) {
    for (int i = 0; i < count; i++) {
      land("goal " + i, "src/file" + started);
    }
  }

  Status status(int number) {
    return sessions.find(session(number)).orElseThrow().session().status();
  }

  byte[] get(Key key) {
    return switch (objects.get(key)) {
      case Fetch.Found found -> found.bytes(1 << 20);
      case Fetch.Absent() -> throw new AssertionError("there is no " + key);
    };
  }

  void put(Key key, byte[] bytes) {
    objects.put(key, Body.of(bytes), Condition.ANY);
  }
}
