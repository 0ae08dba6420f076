package dev.micelio.core.session;

import static dev.micelio.core.session.Samples.decision;
import static dev.micelio.core.session.Samples.delete;
import static dev.micelio.core.session.Samples.digest;
import static dev.micelio.core.session.Samples.mark;
import static dev.micelio.core.session.Samples.message;
import static dev.micelio.core.session.Samples.put;
import static dev.micelio.core.session.Samples.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class SessionsTest {
  private final ManualEnv env = new ManualEnv();
  private final ObjectStore objects = Memory.open(env);
  private final Project project = Project.over(env, objects);
  private final Sessions sessions = project.sessions();

  /// With the head of the moment of landing for its base nothing would ever be in conflict, and
  /// edits of others would be lost.
  @Test
  void theBaseIsTheOneThatTheClientGaveHoweverLateItLands() {
    var session = project.started();
    Memory.put(objects, ProjectKeys.HEAD.text(), "another head");
    project.put(session, put("p", "ours"));
    sessions.appendMessages(session, List.of(message(project.ids().next(), "land it")));
    assertThat(project.session(session).base()).isEqualTo(Samples.BASE);
    assertThat(project.session(session).since()).isEqualTo(Samples.BASE.position());
  }

  /// With a base that never moves, or changes that are added with each attempt, one conflict would
  /// be the end of a session.
  @Test
  void aSessionInConflictIsSyncedSettledAndLandsWithEachChangeOnce() {
    var session = project.started();
    for (int attempt = 0; attempt < 3; attempt++) {
      project.put(session, put("both", "ours"), put("mine", "ours"));
    }
    var merged =
        List.of(
            new MergedChange(put("both", "ours"), mark("both", "theirs")),
            new MergedChange(put("mine", "ours"), null));
    var next = new Base(20, digest("the head"));
    var before = project.kept(session);
    var synced = Project.done(sessions.sync(before, project.ids().next(), next, merged)).session();
    assertThat(synced.unsettled())
        .containsExactly(
            new SessionChange(
                put("both", "ours"),
                before.session().changes().getFirst().at(), // the change itself is as it was
                mark("both", "theirs")));
    var settled = project.put(session, put("both", "ours and theirs")).session();
    assertThat(settled.unsettled()).isEmpty();
    assertThat(settled.changes()).hasSize(2);
    var landed = Project.done(sessions.markLanded(session, 21, settled.onTree())).session();
    assertThat(landed.status()).isEqualTo(new Status.Landed(21, List.of()));
    assertThat(landed.since()).isEqualTo(17);
  }

  @Test
  void aConflictIsSettledByKeepingOursOrByTakingTheirs() {
    var session = project.started();
    project.put(session, put("a", "ours"), put("b", "ours"), put("c", "ours"));
    var merged =
        List.of(
            new MergedChange(put("a", "ours"), mark("a", "theirs")),
            new MergedChange(put("b", "ours"), mark("b", "theirs")),
            new MergedChange(put("c", "ours"), mark("c", "theirs")));
    var kept = project.kept(session);
    sessions.sync(kept, project.ids().next(), new Base(20, digest("t")), merged);
    sessions.settle(session, project.ids().next(), new TreePath("a"));
    sessions.dropChange(session, project.ids().next(), new TreePath("b"));
    Project.done(sessions.settle(session, project.ids().next(), new TreePath("not there")));
    assertThat(project.session(session).unsettled())
        .extracting(SessionChange::path)
        .containsExactly(new TreePath("c"));
    assertThat(project.session(session).onTree())
        .containsExactly(put("a", "ours").onTree(), put("c", "ours").onTree());
  }

  /// Content is bytes, not text, and none of it is something other than no content.
  @Test
  void everyKindOfFileIsKept() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    var changes =
        new ArrayList<PathChange>(
            List.of(
                put("binary", all),
                delete("deleted"),
                put("empty", new byte[0]),
                new PathChange.Put(
                    new TreePath("executable"),
                    true,
                    EntryKind.EXECUTABLE,
                    FileContent.inline("#!/bin/sh\n".getBytes(UTF_8))),
                new PathChange.Put(
                    new TreePath("large"),
                    true,
                    EntryKind.FILE,
                    FileContent.stored(digest("large"), 1L << 40)),
                new PathChange.Put(
                    new TreePath("link"),
                    true,
                    EntryKind.LINK,
                    FileContent.inline("binary".getBytes(UTF_8))),
                put("no utf-8", new byte[] {(byte) 0xff, (byte) 0xc0}),
                put("white space", " \n\t ")));
    var session = project.started();
    project.put(session, changes.toArray(new PathChange[0]));
    assertThat(project.session(session).changes())
        .extracting(SessionChange::change)
        .containsExactlyElementsOf(changes);
  }

  /// Not how much was said but what: it is nowhere else.
  @Test
  void theObjectHasTheWholeConversationAndEveryDecision() {
    var session = project.started();
    var message = message(project.ids().next(), "why not the other way?");
    var decision = decision(project.ids().next(), "this way");
    sessions.appendMessages(session, List.of(message));
    sessions.appendDecisions(session, List.of(decision));
    project.put(session, put("p", "p"));
    var kept = Project.done(sessions.markLanded(session, 18, project.session(session).onTree()));
    byte[] bytes = Memory.bytes(objects, ProjectKeys.session(session));
    var read = SessionFormat.decode(Samples.PROJECT, session, bytes);
    assertThat(read).isEqualTo(kept.session());
    assertThat(read.conversation().messages()).extracting(Stamped::value).containsExactly(message);
    assertThat(read.conversation().decisions())
        .extracting(Stamped::value)
        .containsExactly(decision);
    assertThat(read.start()).isEqualTo(Samples.start(session));
  }

  @Test
  void aSessionIsStartedOnceAndAnIdIsNotTakenFromAnother() {
    var id = project.ids().next();
    var started = ((StartAnswer.Started) sessions.start(Samples.start(id))).kept();
    project.put(id, put("p", "p"));
    var again = ((StartAnswer.Started) sessions.start(Samples.start(id))).kept();
    assertThat(again).isEqualTo(project.kept(id)).isNotEqualTo(started);
    var other = new NewSession(id, "another goal", Samples.OWNER, Samples.BASE);
    assertThat(sessions.start(other)).isEqualTo(new StartAnswer.Taken());
  }

  @Test
  void whatIsNotThereIsSaidToBeAbsent() {
    var nobody = project.ids().next();
    assertThat(sessions.find(nobody)).isEmpty();
    assertThat(sessions.abandon(nobody)).isEqualTo(new SessionAnswer.Absent());
    assertThat(sessions.markLanded(nobody, 1, List.of())).isEqualTo(new SessionAnswer.Absent());
    assertThat(sessions.appendMessages(nobody, List.of())).isEqualTo(new SessionAnswer.Absent());
  }

  @Test
  void anIdOfAnotherMessageIsRefused() {
    var session = project.started();
    var id = project.ids().next();
    sessions.appendMessages(session, List.of(message(id, "one")));
    var kept = Project.done(sessions.appendMessages(session, List.of(message(id, "one"))));
    assertThat(kept.session().conversation().messages()).hasSize(1);
    assertThatThrownBy(() -> sessions.appendMessages(session, List.of(message(id, "two"))))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("session.id-reused"));
  }

  @Test
  void theNewestRunsAreNamedAndAllAreCounted() {
    var session = project.started();
    var first = run(project.ids().next(), false, 1_000, digest("first"));
    sessions.recordCheck(session, first);
    sessions.recordCheck(session, first);
    var build = project.session(session).build();
    for (int i = 0; i < BuildContext.NEWEST_MAX; i++) {
      build =
          build.plus(run(project.ids().next(), true, 1, null), Samples.small().writes().updated());
    }
    assertThat(build.runs()).isEqualTo(1 + BuildContext.NEWEST_MAX);
    assertThat(build.hits()).isEqualTo(BuildContext.NEWEST_MAX);
    assertThat(build.millis()).isEqualTo(1_000 + BuildContext.NEWEST_MAX);
    assertThat(build.newest()).hasSize(BuildContext.NEWEST_MAX);
    assertThat(build.attestations()).containsExactly(digest("first"));
    Project.done(sessions.addAttestations(session, List.of(digest("first"), digest("second"))));
    assertThat(project.session(session).build().attestations())
        .containsExactly(digest("first"), digest("second"));
  }

  @Test
  void sessionsAreListedInPagesAndForeignObjectsAreNone() {
    var ids = new ArrayList<Id>();
    for (int i = 0; i < 7; i++) {
      ids.add(project.started());
      Memory.put(objects, ProjectKeys.SESSIONS + ids.getLast() + ".bak", "");
    }
    Memory.put(objects, ProjectKeys.SESSIONS + "README.bin", "");
    var listed = new ArrayList<Id>();
    SessionPage page = sessions.list(null, 3);
    listed.addAll(page.ids());
    while (page.more()) {
      page = sessions.list(listed.getLast(), 3);
      assertThat(page.ids()).hasSizeLessThanOrEqualTo(3);
      listed.addAll(page.ids());
    }
    assertThat(listed).isEqualTo(ids);
  }

  @Test
  void theSessionOfAnotherKeyIsCorrupt() {
    var session = project.started();
    var other = project.ids().next();
    byte[] bytes = Memory.bytes(objects, ProjectKeys.session(session));
    Memory.put(objects, ProjectKeys.session(other).text(), bytes);
    assertThatThrownBy(() -> sessions.find(other))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("session.malformed"));
  }

  /// Every put ends like this.
  private ObjectStore putting(Supplier<PutAnswer> answer, List<Key> puts) {
    return new ForwardingObjectStore(objects) {
      @Override
      public PutAnswer put(Key key, Body body, Condition condition) {
        puts.add(key);
        return answer.get();
      }
    };
  }

  @Test
  void whoAlwaysLosesTheRaceIsToldSo() {
    var session = project.started();
    var puts = new ArrayList<Key>();
    var losing = Project.over(env, putting(PutAnswer.Lost::new, puts)).sessions();
    assertThatThrownBy(() -> losing.abandon(session))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("session.contended"));
    assertThat(puts).hasSize(Attempts.ATTEMPTS_MAX);
    assertThat(env.sleeps()).hasSize(Attempts.ATTEMPTS_MAX - 1);
    assertThat(project.session(session).isActive()).isTrue();
  }

  @Test
  void aFullDiskIsToldAtOnceAndAnObjectStoreThatIsAwayAfterAFewAttempts() {
    var session = project.started();
    assertThat(putsUntil(session, Problem.Kind.INVALID)).isEqualTo(1);
    assertThat(putsUntil(session, Problem.Kind.UNAVAILABLE)).isEqualTo(Attempts.UNANSWERED_MAX);
    assertThat(project.session(session).changes()).isEmpty();
  }

  private int putsUntil(Id session, Problem.Kind kind) {
    var puts = new ArrayList<Key>();
    var failing =
        putting(
            () -> {
              throw new Problem(kind, "objects.disk-full", "no room", "make room");
            },
            puts);
    assertThatThrownBy(() -> Project.over(env, failing).put(session, put("p", "p")))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("objects.disk-full"));
    return puts.size();
  }

  @Test
  void timesRiseAlsoWhenClocksGoBack() {
    var session = project.started();
    project.put(session, put("a", "1"));
    long then = env.nowMillis();
    env.goTo(then - 3_600_000);
    project.put(session, put("b", "1"));
    var restarted = Project.over(env, objects);
    restarted.put(session, put("c", "1"));
    assertThat(project.session(session).changes())
        .extracting(SessionChange::at)
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
