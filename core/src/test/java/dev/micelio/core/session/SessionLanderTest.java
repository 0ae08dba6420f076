package dev.micelio.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Caretaker;
import dev.micelio.core.landing.Judge;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.landing.Patience;
import dev.micelio.core.landing.ProjectNodes;
import dev.micelio.core.landing.ScannedPast;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SessionLanderTest {
  private final SeededEnv env = new SeededEnv(1);
  private final ObjectStore objects = Memory.open(env);
  private final Sessions sessions = new Sessions(env, objects, new ProjectId(1, 2));
  private final LandingLog log = new LandingLog(env, objects);
  private final Caretaker caretaker =
      new Caretaker(
          env,
          objects,
          landing ->
              sessions.markLanded(
                  landing, new Tree(landing.tree(), new ProjectNodes(env, objects, log))),
          _ -> {},
          Patience.USUAL);
  private final SessionLander lander =
      new SessionLander(
          env,
          objects,
          sessions,
          new Lander(env, objects, new ScannedPast(log), Judge.ALL, caretaker, Patience.USUAL));

  private Id start(Base base) {
    var id = Id.next(env);
    sessions.start(new NewSession(id, "a goal", new Owner("ana", null), base));
    return id;
  }

  private static PathChange file(String path, String text) {
    return new PathChange.Put(
        new TreePath(path), true, EntryKind.FILE, FileContent.inline(text.getBytes(UTF_8)));
  }

  private Status status(Id session) {
    return sessions.find(session).orElseThrow().session().status();
  }

  @Test
  void aSessionLandsWithItsInlineContentAndIsToldSo() {
    env.run(() -> {
      var session = start(Tail.EMPTY.base());
      sessions.putChanges(session, Id.next(env), List.of(file("a", "text"), file("b", "")));
      var landed = (Outcome.Landed) lander.land(session);
      assertThat(landed.position()).isEqualTo(1);
      caretaker.run();
      assertThat(status(session)).isEqualTo(new Status.Landed(1, List.of()));
      assertThat(lander.land(session)).isEqualTo(landed);
      return null;
    });
  }

  /// What came after the session was read for its landing is not lost without a word.
  @Test
  void aChangeThatComesWhileItLandsIsNamedAsLate() {
    env.run(() -> {
      var session = start(Tail.EMPTY.base());
      sessions.putChanges(session, Id.next(env), List.of(file("a", "text")));
      lander.land(session);
      sessions.putChanges(session, Id.next(env), List.of(file("late", "text")));
      caretaker.run();
      assertThat(status(session)).isEqualTo(new Status.Landed(1, List.of(new TreePath("late"))));
      return null;
    });
  }

  @Test
  void aSessionWhoseContentIsNotStoredDoesNotLand() {
    env.run(() -> {
      var session = start(Tail.EMPTY.base());
      var stored = FileContent.stored(Digest.of(new byte[] {1}), 1 << 20);
      sessions.putChanges(
          session,
          Id.next(env),
          List.of(new PathChange.Put(new TreePath("big"), true, EntryKind.FILE, stored)));
      assertCode("landing.missing-blob", session);
      assertThat(log.tail().position()).isZero();
      return null;
    });
  }

  @Test
  void anAbandonedSessionAndOneThatIsNotThereDoNotLand() {
    env.run(() -> {
      var session = start(Tail.EMPTY.base());
      sessions.abandon(session);
      assertCode("session.abandoned", session);
      assertCode("session.not-found", Id.next(env));
      return null;
    });
  }

  /// A conflict, a sync that leaves it visible, its settlement, and the landing.
  @Test
  void aSessionThatConflictedLandsOnceItsConflictWasSettled() {
    env.run(() -> {
      var first = start(Tail.EMPTY.base());
      sessions.putChanges(first, Id.next(env), List.of(file("a", "theirs")));
      var session = start(Tail.EMPTY.base());
      sessions.putChanges(session, Id.next(env), List.of(file("a", "ours")));
      lander.land(first);
      var outcome = (Outcome.Conflicted) lander.land(session);
      var path = outcome.paths().getFirst();
      assertThat(path.by()).hasValueSatisfying(by -> assertThat(by.session()).isEqualTo(first));
      var kept = sessions.find(session).orElseThrow();
      var mark =
          new ConflictMark(
              path.conflict().kind(),
              path.conflict().theirs(),
              List.of(path.by().orElseThrow().position()));
      sessions.sync(
          kept,
          Id.next(env),
          outcome.head(),
          List.of(new MergedChange(kept.session().changes().getFirst().change(), mark)));
      assertCode("session.unsettled", session);
      sessions.putChanges(session, Id.next(env), List.of(file("a", "both")));
      assertThat(lander.land(session)).isInstanceOf(Outcome.Landed.class);
      return null;
    });
  }

  private void assertCode(String code, Id session) {
    assertThatThrownBy(() -> lander.land(session))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(Objects.requireNonNull(problem).code()).isEqualTo(code));
  }
}
