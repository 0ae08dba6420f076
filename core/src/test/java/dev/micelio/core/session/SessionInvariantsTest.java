package dev.micelio.core.session;

import static dev.micelio.core.session.Samples.decision;
import static dev.micelio.core.session.Samples.delete;
import static dev.micelio.core.session.Samples.digest;
import static dev.micelio.core.session.Samples.message;
import static dev.micelio.core.session.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
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
import dev.micelio.core.objects.Race;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.TreePath;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionInvariantsTest {
  private static final int WRITERS = 16;
  private static final int EACH = 4;

  private final ManualEnv env = new ManualEnv();
  private final ObjectStore objects = Memory.open(env);
  private final Project project = Project.over(env, objects);

  @Test
  void invariant1_appendsOfSixteenThreadsAreAllThereInMemory() throws Exception {
    var machine = new MachineEnv();
    appendsAreAllThere(machine, Memory.open(machine));
  }

  @Test
  void invariant1_appendsOfSixteenThreadsAreAllThereInADirectory(@TempDir Path directory)
      throws Exception {
    var machine = new MachineEnv();
    var urls = SignedUrls.withFreshSecret(machine, URI.create("http://127.0.0.1:1/"));
    try (var kept = DirectoryObjectStore.open(machine, directory.resolve("objects"), urls)) {
      appendsAreAllThere(machine, kept);
    }
  }

  private static void appendsAreAllThere(MachineEnv machine, ObjectStore kept) throws Exception {
    var first = Project.over(machine, kept);
    var session = first.started();
    Race.run(
        WRITERS,
        writer -> {
          var own = Project.over(machine, kept);
          for (int i = 0; i < EACH; i++) {
            var message = message(own.ids().next(), writer + "/" + i);
            Project.done(own.sessions().appendMessages(session, List.of(message)));
          }
          own.put(session, put("file" + writer, "by " + writer));
          return writer;
        });
    var expected =
        IntStream.range(0, WRITERS * EACH).mapToObj(i -> i / EACH + "/" + i % EACH).toList();
    var messages = first.session(session).conversation().messages();
    assertThat(messages)
        .extracting(stamped -> stamped.value().text())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(messages).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(first.session(session).changes()).hasSize(WRITERS);
  }

  @Seeds(60)
  void invariant1_whatWasAcknowledgedIsThereOnceWhateverTheNetworkDoes(long seed) {
    var story = SessionStory.told(seed);
    var ending = story.ending();
    assertThat(ending.conversation().messages())
        .extracting(stamped -> stamped.value().id())
        .containsExactlyInAnyOrderElementsOf(story.said);
    assertThat(ending.conversation().decisions())
        .extracting(stamped -> stamped.value().id())
        .containsExactlyInAnyOrderElementsOf(story.decided);
    assertThat(ending.changes())
        .extracting(SessionChange::change)
        .containsExactlyInAnyOrderElementsOf(story.put);
  }

  /// Takes the first put of a session's next state and answers that it does not know; before it is
  /// asked anything else, somebody else does something.
  private static final class LostAnswer extends ForwardingObjectStore {
    private final Runnable meanwhile;
    private int puts;

    LostAnswer(ObjectStore sound, Runnable meanwhile) {
      super(sound);
      this.meanwhile = meanwhile;
    }

    @Override
    public PutAnswer put(Key key, Body body, Condition condition) {
      var answer = super.put(key, body, condition);
      if (puts++ == 0) {
        meanwhile.run();
        throw new Problem(Problem.Kind.UNAVAILABLE, "objects.unanswered", "no answer", "try again");
      }
      return answer;
    }
  }

  @Test
  void invariant1_aPutThatWasNotAnsweredIsNotMadeAgainOverAnothers() {
    var session = project.started();
    var lost =
        new LostAnswer(objects, () -> project.put(session, put("path", "by another, knowing it")));
    var answer = Project.over(env, lost).put(session, put("path", "not answered"));
    assertThat(lost.puts).isEqualTo(1);
    assertThat(answer.session().changes())
        .extracting(SessionChange::change)
        .containsExactly(put("path", "by another, knowing it"));
  }

  @Test
  void invariant1_aStartThatWasNotAnsweredIsOneStart() {
    var lost = new LostAnswer(objects, () -> {});
    var started = Project.over(env, lost).started();
    assertThat(lost.puts).isEqualTo(1);
    assertThat(project.session(started).start()).isEqualTo(Samples.start(started));
  }

  @Test
  void invariant2_whatLandedOrWasAbandonedIsReadOnly() {
    var landed = project.started();
    Project.done(project.sessions().markLanded(landed, 18, List.of()));
    var abandoned = project.started();
    Project.done(project.sessions().abandon(abandoned));
    for (var session : List.of(landed, abandoned)) {
      var before = project.kept(session);
      for (var write : writes(session, before)) {
        assertThat(write.apply(project.sessions())).isEqualTo(new SessionAnswer.ReadOnly(before));
      }
      assertThat(project.kept(session)).isEqualTo(before);
    }
    assertThat(project.sessions().abandon(landed)).isInstanceOf(SessionAnswer.ReadOnly.class);
    Project.done(project.sessions().abandon(abandoned));
  }

  private List<Function<Sessions, SyncAnswer>> writes(Id session, Kept now) {
    var id = project.ids().next();
    return List.of(
        sessions -> sessions.appendMessages(session, List.of(message(id, "m"))),
        sessions -> sessions.appendDecisions(session, List.of(decision(id, "d"))),
        sessions -> sessions.putChanges(session, id, List.of(put("p", "p"))),
        sessions -> sessions.recordCheck(session, Samples.run(id, false, 1, null)),
        sessions -> sessions.addAttestations(session, List.of(digest("a"))),
        sessions -> sessions.sync(now, id, now.session().base(), List.of()));
  }

  @Test
  void invariant2_whoAsksAgainAfterTheEndIsAnsweredAsBefore() {
    var session = project.started();
    var message = message(project.ids().next(), "said in time");
    var write = project.ids().next();
    project.sessions().appendMessages(session, List.of(message));
    project.sessions().putChanges(session, write, List.of(put("p", "p")));
    project.sessions().abandon(session);
    Project.done(project.sessions().appendMessages(session, List.of(message)));
    Project.done(project.sessions().putChanges(session, write, List.of(put("p", "p"))));
  }

  @Test
  void invariant2_anAbandonedSessionWhoseLandingWasUnderWayHasLanded() {
    var session = project.started();
    project.sessions().abandon(session);
    var kept = Project.done(project.sessions().markLanded(session, 18, List.of()));
    assertThat(kept.session().status()).isEqualTo(new Status.Landed(18, List.of()));
    Project.done(project.sessions().markLanded(session, 18, List.of()));
    assertThat(project.kept(session)).isEqualTo(kept);
    assertThatThrownBy(() -> project.sessions().markLanded(session, 19, List.of()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("session.landed-twice"));
  }

  @Test
  void invariant3_theBaseMovesByASyncFromTheVerySessionAlone() {
    var session = project.started();
    var first = project.put(session, put("p", "ours"));
    var second = project.put(session, put("q", "ours"));
    var next = new Base(20, digest("next"));
    var merged = List.of(new MergedChange(put("p", "merged"), null));
    var id = project.ids().next();
    assertThat(project.sessions().sync(first, id, next, merged))
        .isEqualTo(new SyncAnswer.Changed(second));
    assertThat(project.session(session).base()).isEqualTo(Samples.BASE);
    var synced = Project.done(project.sessions().sync(second, id, next, merged)).session();
    assertThat(synced.base()).isEqualTo(next);
    assertThat(synced.since()).isEqualTo(17);
    assertThat(synced.onTree()).containsExactly(put("p", "merged").onTree());
    Project.done(project.sessions().sync(second, id, next, merged)); // the same write again
    assertThatThrownBy(
            () -> project.sessions().sync(project.kept(session), id, Samples.BASE, merged))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo("session.base-moves-back"));
  }

  @Seeds
  void invariant4_theLastChangeOfAPathCounts(long seed) {
    var random = new Random(seed);
    var session = project.started();
    var model = new TreeMap<TreePath, PathChange>();
    for (int round = 0; round < 12; round++) {
      var changes = new ArrayList<PathChange>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        String path = List.of("a", "a/b", "a.b", "ä", "z").get(random.nextInt(5));
        changes.add(random.nextInt(4) == 0 ? delete(path) : put(path, "v" + random.nextInt(9)));
      }
      project.put(session, changes.toArray(new PathChange[0]));
      changes.forEach(change -> model.put(change.path(), change));
      if (random.nextInt(3) == 0) {
        var path = changes.getFirst().path();
        project.sessions().dropChange(session, project.ids().next(), path);
        model.remove(path);
      }
    }
    assertThat(project.session(session).changes())
        .extracting(SessionChange::change)
        .containsExactlyElementsOf(model.values());
  }

  @Test
  void invariant5_inlineContentHasItsDigestAndSize() {
    byte[] bytes = new byte[FileContent.INLINE_BYTES_LIMIT - 1];
    new Random(1).nextBytes(bytes);
    var session = project.started();
    project.put(session, put("p", bytes));
    bytes[0]++; // the change has its own
    var read = (PathChange.Put) project.session(session).changes().getFirst().change();
    bytes[0]--;
    assertThat(((FileContent.Inline) read.content()).bytes()).isEqualTo(bytes);
    assertThat(read.content().digest()).isEqualTo(Digest.of(bytes));
    assertThat(read.content().size()).isEqualTo(bytes.length);
    assertThatThrownBy(() -> FileContent.inline(new byte[FileContent.INLINE_BYTES_LIMIT]))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.next()).contains("put it into a blob"));
  }

  @Seeds
  void invariant6_changedBytesAreCorruptOrTheOnlyOnesForTheirSession(long seed) {
    var random = new Random(seed);
    byte[] bytes = SessionFormat.encode(Samples.large());
    for (int i = 0; i < 40; i++) {
      byte[] changed =
          random.nextBoolean() ? bytes.clone() : Arrays.copyOf(bytes, random.nextInt(bytes.length));
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      readOrRefuse(changed);
    }
  }

  @Seeds
  void invariant6_changedFieldsAreCorruptOrOfAnotherSession(long seed) {
    var random = new Random(seed);
    var state = SessionFormatTest.state(Samples.large());
    for (int i = 0; i < 40; i++) {
      readOrRefuse(SessionFormatTest.bytes(changed(state, random)));
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      var session = SessionFormatTest.decode(Samples.large(), bytes);
      assertThat(SessionFormat.encode(session)).isEqualTo(bytes);
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
    }
  }

  /// One value of it is another one.
  private static Cbor changed(Cbor value, Random random) {
    if (value instanceof Cbor.Map(var entries) && !entries.isEmpty() && random.nextInt(20) > 0) {
      var more = new ArrayList<>(entries);
      int at = random.nextInt(more.size());
      more.set(at, new Cbor.Map.Entry(more.get(at).key(), changed(more.get(at).value(), random)));
      return new Cbor.Map(more);
    }
    if (value instanceof Cbor.Array(var items) && !items.isEmpty() && random.nextInt(20) > 0) {
      var more = new ArrayList<>(items);
      int at = random.nextInt(more.size());
      switch (random.nextInt(6)) {
        case 0 -> more.remove(at);
        case 1 -> more.add(more.get(at));
        default -> more.set(at, changed(more.get(at), random));
      }
      return Cbor.array(more);
    }
    return switch (random.nextInt(7)) {
      case 0 -> Cbor.of(random.nextLong() >> random.nextInt(63));
      case 1 -> Cbor.of(random.nextBoolean());
      case 2 ->
          Cbor.of(List.of("", "modified", "a", "mode", "\0", "landed").get(random.nextInt(6)));
      case 3 -> Cbor.of(new byte[random.nextInt(33)]);
      case 4 -> Cbor.of(digest("x" + random.nextInt()));
      case 5 -> Cbor.array(value);
      default -> Cbor.map().put("is", value).build();
    };
  }

  @Test
  void invariant7_aSessionHasSoManyMessages() {
    var session = project.started();
    var messages =
        IntStream.range(0, Conversation.MESSAGES_MAX)
            .mapToObj(i -> message(project.ids().next(), "m" + i))
            .toList();
    Project.done(project.sessions().appendMessages(session, messages));
    full(() -> project.sessions().appendMessages(session, List.of(message(Samples.id(1), "m"))));
    assertThat(project.session(session).conversation().messages()).hasSize(messages.size());
    Project.done(project.sessions().abandon(session));
  }

  @Test
  @Tag("slow")
  void invariant7_aSessionHasSoManyChangesAndCanStillEnd() {
    var session = project.started();
    var deletes = IntStream.range(0, Session.CHANGES_MAX).mapToObj(i -> delete("d/" + i)).toList();
    Project.done(project.sessions().putChanges(session, project.ids().next(), deletes));
    full(() -> project.put(session, delete("one more")));
    Project.done(project.sessions().dropChange(session, project.ids().next(), new TreePath("d/7")));
    project.put(session, delete("one more"));
    Project.done(project.sessions().markLanded(session, 18, List.of()));
    assertThat(((Status.Landed) project.session(session).status()).late())
        .hasSize(Session.CHANGES_MAX);
  }

  @Test
  void invariant7_allTogetherHaveALimitToo() {
    var session = project.started();
    byte[] content = new byte[FileContent.INLINE_BYTES_LIMIT - 1];
    int fitting = SessionFormat.ACTIVE_BYTES_MAX / FileContent.INLINE_BYTES_LIMIT;
    var changes = IntStream.range(0, fitting).mapToObj(i -> put("p" + i, content)).toList();
    Project.done(project.sessions().putChanges(session, project.ids().next(), changes));
    full(() -> project.put(session, put("one", content), put("more", content)));
    assertThat(project.session(session).changes()).hasSize(fitting);
    Project.done(project.sessions().dropChange(session, project.ids().next(), new TreePath("p7")));
    Project.done(project.sessions().abandon(session));
  }

  private static void full(Runnable write) {
    assertThatThrownBy(write::run)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
              assertThat(problem.code()).isEqualTo("session.full");
              assertThat(problem.next()).contains("go on in a new one");
            });
  }

  @Test
  void invariant7_textsHaveBounds() {
    var id = Samples.id(1);
    bad(() -> message(id, "m".repeat(Message.TEXT_BYTES_MAX + 1)), "has 65537 bytes");
    bad(() -> message(id, "\ud800"), "not Unicode");
    bad(() -> new Message(id, "a\nb", Message.Role.HUMAN, ""), "control character");
    bad(() -> decision(id, " "), "a decision is empty");
    bad(() -> decision(id, "d".repeat(Decision.TEXT_BYTES_MAX + 1)), "has 16385 bytes");
    bad(
        () -> new Decision(id, "d", "", "ana", Collections.nCopies(33, "another")),
        "33 alternatives");
    bad(() -> new NewSession(id, "", Samples.OWNER, Samples.BASE), "goal of a session is empty");
    bad(
        () -> new NewSession(id, "ü".repeat(32_769), Samples.OWNER, Samples.BASE),
        "has 65538 bytes where at most 65536");
    bad(() -> new Owner("p".repeat(129), null), "has 129 bytes where at most 128");
    bad(() -> Samples.run(id, true, -1, null), "took -1 ms");
    bad(() -> FileContent.stored(digest("d"), -1), "the size -1");
  }

  private static void bad(Runnable made, String says) {
    assertThatThrownBy(made::run)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
              assertThat(problem.code()).isEqualTo("session.bad-field");
              assertThat(problem.what()).contains(says);
            });
  }

  @Test
  void invariant8_whatDidNotLandIsNamed() {
    var session = project.started();
    var read =
        project
            .put(session, put("same", "1"), put("edited", "1"), put("taken/back", "1"))
            .session();
    project.put(session, put("edited", "2"), delete("new"));
    project.sessions().dropChange(session, project.ids().next(), new TreePath("taken/back"));
    List<Change> landed = read.onTree();
    var marked = Project.done(project.sessions().markLanded(session, 18, landed)).session();
    assertThat(marked.status())
        .isEqualTo(
            new Status.Landed(
                18,
                List.of(new TreePath("edited"), new TreePath("new"), new TreePath("taken/back"))));
    assertThat(marked.onTree())
        .containsExactly(
            put("edited", "2").onTree(), delete("new").onTree(), put("same", "1").onTree());
  }
}
