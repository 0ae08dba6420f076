package dev.micelio.sim.law;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Offer;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.merge.Conflict;
import dev.micelio.core.merge.TreeMerge;
import dev.micelio.core.objects.Key;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.session.Message;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import dev.micelio.sim.story.Scenario;
import dev.micelio.sim.story.Simulation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LawInvariantsTest {
  private static final SeededEnv ENV = new SeededEnv(1);
  private static final Entry FILE = entry("a", 1);

  private static Entry entry(String path, int content) {
    return new Entry(new TreePath(path), EntryKind.FILE, Digest.of(new byte[] {(byte) content}), 1);
  }

  private static Ledger empty() {
    return new Ledger(_ -> Optional.empty(), List.of());
  }

  private static Offered offered() {
    var offer =
        new Offer(
            Id.next(ENV),
            0,
            Tail.EMPTY.base(),
            "a goal",
            new Author("ana", ""),
            List.of(),
            List.of());
    var wanted = new TreeMap<TreePath, Optional<Entry>>();
    wanted.put(FILE.path(), Optional.of(FILE));
    return new Offered(offer, new TreeMap<>(), wanted);
  }

  private static Landing landing(Offered offered, Digest tree, Hlc at) {
    return new Landing(
        1,
        offered.offer().session(),
        offered.offer().goal(),
        offered.offer().author(),
        Tail.EMPTY.base(),
        tree,
        List.of(new Difference(FILE.path(), null, FILE)),
        List.of(),
        List.of(),
        at);
  }

  private static Digest treeOf(SortedMap<TreePath, Entry> entries, Map<Digest, byte[]> nodes) {
    var builder = new TreeBuilder(nodes::put);
    entries.values().forEach(builder::add);
    return builder.finish();
  }

  private static void breaks(Law law, Seen... seen) {
    breaks(law, empty(), seen);
  }

  /// The last thing that is seen breaks the law, and nothing before it.
  private static void breaks(Law law, Ledger ledger, Seen... seen) {
    for (int i = 0; i < seen.length - 1; i++) {
      law.look(seen[i], ledger);
    }
    assertThatThrownBy(() -> law.look(seen[seen.length - 1], ledger))
        .as(law.name())
        .isInstanceOfSatisfying(
            Violated.class, violated -> assertThat(violated.law()).isEqualTo(law.name()));
  }

  @Test
  void invariant1_lawsOfTheLogAreBroken() {
    var commit = ProjectKeys.commit(1);
    breaks(
        new NothingChangesInTheLog(),
        new Seen.Changed(commit, new byte[] {1}),
        new Seen.Changed(commit, new byte[] {1}),
        new Seen.Changed(commit, new byte[] {2}));
    breaks(new NothingChangesInTheLog(), new Seen.Changed(commit, null));
    var right =
        landing(
            offered(),
            treeOf(new TreeMap<>(Map.of(FILE.path(), FILE)), new HashMap<>()),
            new Hlc(1));
    var wrong = landing(offered(), Tail.EMPTY.tree(), new Hlc(1));
    breaks(new TreesFollowTheLog(), new Seen.Landed(right), new Seen.Landed(wrong));
    breaks(
        new TimeGoesForward(() -> 0),
        new Seen.Landed(right),
        new Seen.Landed(landing(offered(), right.tree(), Hlc.ZERO)));
    breaks(
        new TimeGoesForward(() -> 0),
        new Seen.Landed(landing(offered(), right.tree(), Hlc.of(600_000, 0))));
    breaks(new NothingIsUndone(), new Seen.Landed(right));
    breaks(new DerivedObjectsAgree(), new Seen.Changed(ProjectKeys.segment(1), new byte[0]));
    breaks(new DerivedObjectsAgree(), new Seen.Asked(Map.of(), Map.of(Id.next(ENV), 7L)));
  }

  @Test
  void invariant1_lawsOfWhatIsAnsweredAndReadAreBroken() {
    var tree = Tail.EMPTY.tree();
    breaks(
        new NothingAcknowledgedIsLost(),
        new Seen.Answered(offered(), new Outcome.Landed(1, tree, new Hlc(1))));
    breaks(
        new ReadersSeeAPrefix(),
        new Seen.ReadTail(0, Tail.EMPTY),
        new Seen.ReadTail(1, Tail.EMPTY));
    breaks(
        new ReadersSeeAPrefix(),
        new Seen.ReadTail(0, new Tail(0, tree, new Hlc(5), Tail.EMPTY.chain())));
    breaks(
        new ReadersSeeAPrefix(),
        new Seen.ReadTree(new Base(0, tree), new TreeMap<>(Map.of(FILE.path(), FILE))));
    var offered = offered();
    var conflict = new Conflict(FILE.path(), Conflict.Kind.ADD_ADD, null, FILE, FILE);
    var path = new Outcome.ConflictedPath(conflict, List.of(), Optional.empty());
    breaks(
        new ConflictsAreReal(),
        new Seen.Answered(
            offered, new Outcome.Conflicted(Tail.EMPTY.base(), List.of(path), List.of(), tree)));
    var session = Id.next(ENV);
    var message = new Message(Id.next(ENV), "ana", Message.Role.AGENT, "hello");
    breaks(new SessionsLoseNothing(), new Seen.Appended(session, message));
  }

  @Test
  void invariant1_theHeadsLawIsBroken() {
    byte[] ahead = ByteBuffer.allocate(48).putLong(1).array();
    breaks(new TheHeadGoesForward(), new Seen.Changed(ProjectKeys.HEAD, ahead));
    breaks(new TheHeadGoesForward(), new Seen.Changed(ProjectKeys.HEAD, new byte[47]));
    breaks(new TheHeadGoesForward(), new Seen.Changed(ProjectKeys.HEAD, null));
  }

  @Test
  void invariant1_whatLandsAfterItWasRefusedBreaksTheLaw() {
    var offered = offered();
    offered.sent();
    var ledger = empty();
    ledger.offers(offered);
    var tree = Tail.EMPTY.tree();
    var denied = new Outcome.Denied(new Base(0, tree), List.of());
    breaks(
        new NothingRefusedLands(),
        ledger,
        new Seen.Answered(offered, denied),
        new Seen.Landed(landing(offered, tree, new Hlc(1))));
    var lost = offered();
    lost.sent();
    lost.inTheLog = true;
    breaks(new NothingRefusedLands(), new Seen.Failed(lost, "objects.unanswered"));
  }

  /// Over the objects of a commit that says it again.
  @Test
  void invariant1_whatLandsTwiceBreaksTheLaw() {
    var ledger = empty();
    var offered = offered();
    var landing = landing(offered, Tail.EMPTY.tree(), new Hlc(1));
    assertThatCode(() -> new NothingLandsTwice().look(new Seen.Landed(landing), ledger))
        .doesNotThrowAnyException();
    ledger.count(landing);
    breaks(new NothingLandsTwice(), ledger, new Seen.Landed(landing));
  }

  @Test
  void invariant1_aCommitThatIsNoneIsNotBelieved() {
    var objects = new HashMap<Key, byte[]>();
    var ledger = new Ledger(key -> Optional.ofNullable(objects.get(key)), List.of());
    objects.put(ProjectKeys.commit(1), "MICL1 and nonsense".getBytes(UTF_8));
    assertThatThrownBy(() -> ledger.changed(ProjectKeys.commit(1))).isInstanceOf(Problem.class);
  }

  @Seeds(5)
  void invariant2_aLogInFairWeatherBreaksNone(long seed) {
    var ending = Simulation.run(Scenario.parse(seed, "agents=3,sessions=5,paths=9,edits=3"), false);
    assertThat(ending.broken()).isEmpty();
    assertThat(ending.landings()).isPositive();
  }

  private static SortedMap<TreePath, Entry> entries(SplittableRandom random) {
    var entries = new TreeMap<TreePath, Entry>();
    for (String path : List.of("a", "a/b", "a/b/c", "b", "c", "c/d")) {
      if (random.nextInt(2) == 0) {
        var entry = entry(path, random.nextInt(3));
        var kind = random.nextInt(4) == 0 ? EntryKind.EXECUTABLE : EntryKind.FILE;
        entries.put(entry.path(), new Entry(entry.path(), kind, entry.digest(), 1));
        if (!Oracle.isTree(entries)) {
          entries.remove(entry.path());
        }
      }
    }
    return entries;
  }

  @Seeds(200)
  void invariant3_theOracleDecidesAsTheMergeOfTreesDoes(long seed) {
    var random = new SplittableRandom(seed);
    var nodes = new HashMap<Digest, byte[]>();
    var base = entries(random);
    var ours = entries(random);
    var theirs = entries(random);
    var wanted = new TreeMap<TreePath, Optional<Entry>>();
    var paths = new ArrayList<>(base.keySet());
    paths.addAll(ours.keySet());
    for (var path : paths) {
      if (!Objects.equals(base.get(path), ours.get(path))) {
        wanted.put(path, Optional.ofNullable(ours.get(path)));
      }
    }
    var offered = new Offered(offered().offer(), base, wanted);
    var merged =
        TreeMerge.merge(
            new Tree(treeOf(base, nodes), ids -> ids.stream().map(nodes::get).toList()),
            treeOf(ours, nodes),
            treeOf(theirs, nodes),
            nodes::put);
    var oracle = Oracle.merge(offered, theirs, new Texts());
    assertThat(oracle.isPresent()).isEqualTo(merged.isClean());
    oracle.ifPresent(merge -> assertThat(treeOf(merge.entries(), nodes)).isEqualTo(merged.tree()));
  }
}
