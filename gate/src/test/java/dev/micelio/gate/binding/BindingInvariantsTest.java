package dev.micelio.gate.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.NodeSource;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BindingInvariantsTest {
  private static final Digest ELSEWHERE = Digest.of(new byte[] {1});
  private static final Digest CLAIMED = Digest.of(new byte[] {2});
  private static final Patterns JAVA = Patterns.of(List.of("**/*.java"));
  private static final Patterns NIX = Patterns.of(List.of("**/*.nix"));
  private static final int[] FILES = {0, 3, 20, 100, 100, 400, 1500};

  /// What a tree gives, with every entry of it in hand.
  private static Digest materialised(Digest tree, Patterns inputs, NodeSource nodes) {
    var matching = new ArrayList<Entry>();
    var matcher = inputs.matcher();
    new Tree(tree, nodes)
        .forEach(entry -> {
          if (matcher.matches(entry.path().text())) {
            matching.add(entry);
          }
        });
    return RandomTrees.build(matching, (_, _) -> {});
  }

  private static List<Difference> changes(Digest before, Digest after, NodeSource nodes) {
    var changes = new ArrayList<Difference>();
    new Tree(before, nodes).diff(after, changes::add);
    return changes;
  }

  private static SourceTrees sources(
      Digest before, Digest after, NodesAtHand nodes, KnownSources known) {
    var tree = new Tree(before, nodes);
    return new SourceTrees(tree, tree.at(after), changes(before, after, nodes), known);
  }

  /// A project lives on: sessions begin somewhere, others land meanwhile, and what any of them
  /// proved is asked again and again, with whatever happens to be known.
  @Seeds(250)
  void invariant1_theAnswerIsThatOfRestrictingTheResultWhateverElseIsKnown(long seed) {
    var random = new Random(seed);
    var some = new RandomTrees(random);
    var nodes = new NodesAtHand();
    var known = random.nextInt(6) == 0 ? KnownSources.NONE : memory(random);
    var editions = new ArrayList<NavigableMap<TreePath, Entry>>();
    editions.add(some.files(FILES[random.nextInt(FILES.length)]));
    var ids = new ArrayList<Digest>();
    ids.add(RandomTrees.build(editions.getFirst().values(), nodes));
    var asked = new ArrayList<Patterns>();
    for (int round = 0; round < 16; round++) {
      int before = random.nextInt(ids.size());
      editions.add(some.changed(editions.get(before), random.nextInt(6)));
      ids.add(RandomTrees.build(editions.getLast().values(), nodes));
      var source = sources(ids.get(before), ids.getLast(), nodes, known);
      for (int question = random.nextInt(5); question >= 0; question--) {
        var inputs =
            asked.isEmpty() || random.nextInt(3) == 0
                ? some.patterns()
                : asked.get(random.nextInt(asked.size()));
        asked.add(inputs);
        var other = ids.get(random.nextInt(ids.size()));
        known.keep(other, inputs, materialised(other, inputs, nodes));
        assertThat(source.of(inputs, attested(random, ids)))
            .as("%s in round %d", inputs, round)
            .isEqualTo(materialised(ids.getLast(), inputs, nodes));
      }
    }
  }

  private static KnownSources memory(Random random) {
    return new SourcesInMemory(1 << random.nextInt(8), 1L << random.nextInt(21));
  }

  private static List<Digest> attested(Random random, List<Digest> ids) {
    var attested = new ArrayList<Digest>();
    for (int i = random.nextInt(5); i > 0; i--) {
      attested.add(random.nextInt(6) == 0 ? ELSEWHERE : ids.get(random.nextInt(ids.size())));
    }
    return attested;
  }

  /// 3 000 files, of which one is about to change.
  private static final class Project {
    final NodesAtHand nodes = new NodesAtHand();
    final Digest base;

    Project() {
      var files = new TreeMap<TreePath, Entry>();
      for (int i = 0; i < 3000; i++) {
        String name = "d" + i % 40 + "/file" + i + (i % 2 == 0 ? ".java" : ".nix");
        var entry = RandomTrees.file(name, "first");
        files.put(entry.path(), entry);
      }
      base = RandomTrees.build(files.values(), nodes);
    }

    Digest with(Digest tree, String path, String content) {
      return new Tree(tree, nodes)
          .apply(List.of(new Change.Put(RandomTrees.file(path, content))), nodes);
    }
  }

  @Test
  void invariant2_aLandingThatTouchesNoInputsReadsNothing() {
    var project = new Project();
    var known = new SourcesInMemory();
    var nix = materialised(project.base, NIX, project.nodes);
    known.keep(project.base, NIX, nix);
    var after = project.with(project.base, "d0/file0.java", "second");
    var sources = sources(project.base, after, project.nodes, known);
    project.nodes.read = 0;
    assertThat(sources.of(NIX, List.of(ELSEWHERE, project.base))).isEqualTo(nix);
    assertThat(project.nodes.read).isZero();
    assertThat(known.find(after, NIX)).contains(nix);
    assertThat(sources.of(JAVA, List.of())).isEqualTo(materialised(after, JAVA, project.nodes));
    assertThat(project.nodes.read).isPositive();
  }

  @Test
  void invariant2_whatAnUntouchedTreeGivesIsKnownOfTheTreeBeforeAsWell() {
    var project = new Project();
    var known = new SourcesInMemory();
    var refused = project.with(project.base, "d0/file0.java", "second");
    var nix = sources(project.base, refused, project.nodes, known).of(NIX, List.of());
    var next = project.with(project.base, "d0/file0.java", "third");
    var sources = sources(project.base, next, project.nodes, known);
    project.nodes.read = 0;
    assertThat(sources.of(NIX, List.of())).isEqualTo(nix);
    assertThat(project.nodes.read).isZero();
  }

  @Test
  void invariant2_aLandingThatTouchesInputsEditsWhatTheyGaveBefore() {
    var project = new Project();
    var known = new SourcesInMemory();
    var first = project.with(project.base, "d0/file0.java", "second");
    var _ = sources(project.base, first, project.nodes, known).of(JAVA, List.of());
    int leaves = new Tree(first, project.nodes).nodes().getLast().size();
    var before = first;
    for (String content : List.of("third", "fourth")) {
      var after = project.with(before, "d7/file2000.java", content);
      var sources = sources(before, after, project.nodes, known);
      project.nodes.read = 0;
      var source = sources.of(JAVA, List.of());
      assertThat(project.nodes.read).isLessThan(leaves / 4);
      assertThat(source).isEqualTo(materialised(after, JAVA, project.nodes));
      before = after;
    }
  }

  @Test
  void invariant3_anAttestedTreeCountsOnlyIfItsAnswerWasWorkedOutHere() {
    var project = new Project();
    var attested = project.with(project.base, "d1/file1.nix", "session");
    var after = project.with(attested, "d0/file0.java", "landed by others");
    var nix = materialised(after, NIX, project.nodes);
    int leaves = new Tree(after, project.nodes).nodes().getLast().size();

    var nothing = sources(project.base, after, project.nodes, KnownSources.NONE);
    project.nodes.read = 0;
    assertThat(nothing.of(NIX, List.of(attested))).isEqualTo(nix);
    assertThat(project.nodes.read).as("with nothing known").isGreaterThan(leaves / 2);

    var known = new SourcesInMemory();
    known.keep(attested, NIX, nix);
    var worked = sources(project.base, after, project.nodes, known);
    project.nodes.read = 0;
    assertThat(worked.of(NIX, List.of(attested))).isEqualTo(nix);
    assertThat(project.nodes.read).as("with its answer known").isLessThan(leaves / 4);
  }

  @Test
  void invariant4_anAttestedTreeThatCanNotBeReadIsPassedOver() {
    var project = new Project();
    var gone = project.with(project.base, "d1/file1.nix", "session");
    var damaged = project.with(project.base, "d1/file1.nix", "another session");
    var after = project.with(gone, "d0/file0.java", "landed by others");
    var expected = materialised(after, NIX, project.nodes);
    var known = new SourcesInMemory();
    known.keep(ELSEWHERE, NIX, CLAIMED);
    known.keep(gone, NIX, expected);
    known.keep(damaged, NIX, expected);
    var sources = sources(project.base, after, project.nodes, known);
    project.nodes.take(gone);
    project.nodes.damage(damaged);
    assertThat(sources.of(NIX, List.of(ELSEWHERE, gone, damaged))).isEqualTo(expected);
    project.nodes.read = 0;
    assertThat(sources.of(JAVA, List.of(ELSEWHERE, gone, damaged)))
        .isEqualTo(materialised(after, JAVA, project.nodes));
  }

  @Test
  void invariant4_aResultThatCanNotBeReadIsAProblem() {
    var project = new Project();
    var after = project.with(project.base, "d0/file0.java", "second");
    var sources = sources(project.base, after, project.nodes, KnownSources.NONE);
    var leaves = new Tree(after, project.nodes).nodes().getLast();
    project.nodes.take(leaves.getLast().id());
    var problem = catchThrowableOfType(Problem.class, () -> sources.of(NIX, List.of()));
    assertThat(problem.code()).isEqualTo(NodesAtHand.GONE);
  }

  @Test
  void invariant4_aTreeTooFarAwayIsPassedOverAndSoAreTooManyTrees() {
    var nodes = new NodesAtHand();
    var files = new TreeMap<TreePath, Entry>();
    for (int i = 0; i < AttestedTrees.DIFFERING_MAX; i++) {
      var entry = RandomTrees.file("d" + i % 100 + "/" + i, "content");
      files.put(entry.path(), entry);
    }
    var empty = Tree.empty(nodes);
    var near = RandomTrees.build(files.values(), nodes);
    var one = RandomTrees.file("one", "more");
    var far = new Tree(near, nodes).apply(List.of(new Change.Put(one)), nodes);
    var trees = new AttestedTrees(new Tree(empty, nodes));
    assertThat(trees.differing(near)).hasValueSatisfying(all -> assertThat(all).hasSize(50_000));
    assertThat(trees.differing(far)).isEmpty();
    for (int i = 2; i < AttestedTrees.TREES_MAX; i++) {
      assertThat(trees.differing(Digest.of(new byte[] {3, (byte) i}))).isEmpty();
    }
    var next = RandomTrees.build(List.of(one), nodes);
    assertThat(trees.differing(next)).isEmpty();
    assertThat(trees.differing(near)).as("compared before").isPresent();
    assertThat(new AttestedTrees(new Tree(empty, nodes)).differing(next))
        .contains(List.of(one.path()));
  }

  @Test
  void invariant5_theNewestAnswersAreRemembered() {
    var known = new SourcesInMemory(3, 0);
    for (byte i = 0; i < 3; i++) {
      known.keep(Digest.of(new byte[] {i}), NIX, CLAIMED);
    }
    assertThat(known.find(Digest.of(new byte[] {0}), NIX)).contains(CLAIMED);
    known.keep(ELSEWHERE, JAVA, CLAIMED);
    assertThat(known.find(Digest.of(new byte[] {1}), NIX)).as("wanted the longest ago").isEmpty();
    assertThat(known.find(Digest.of(new byte[] {0}), NIX)).contains(CLAIMED);
    assertThat(known.find(Digest.of(new byte[] {2}), NIX)).contains(CLAIMED);
    assertThat(known.find(ELSEWHERE, NIX)).as("other patterns").isEmpty();
    var reread = Patterns.of(List.of("**/*.java"));
    assertThat(known.find(ELSEWHERE, reread)).as("the same patterns").contains(CLAIMED);
  }

  @Test
  void invariant5_theNewestNodesAreRemembered() {
    var known = new SourcesInMemory(1, 100);
    known.keepNode(ELSEWHERE, new byte[60]);
    known.keepNode(ELSEWHERE, new byte[60]);
    known.keepNode(CLAIMED, new byte[40]);
    assertThat(known.findNode(ELSEWHERE)).isPresent();
    known.keepNode(Digest.of(new byte[0]), new byte[1]);
    assertThat(known.findNode(ELSEWHERE)).isPresent();
    assertThat(known.findNode(CLAIMED)).as("wanted the longest ago").isEmpty();
    known.keepNode(CLAIMED, new byte[101]);
    assertThat(known.findNode(CLAIMED)).as("larger than all may be").isEmpty();
  }

  @Test
  void invariant5_whatOneLandingFoundTheNextOneKnows() {
    var project = new Project();
    var known = new SourcesInMemory();
    var after = project.with(project.base, "d0/file0.java", "second");
    var java = sources(project.base, after, project.nodes, known).of(JAVA, List.of());
    var again = sources(project.base, after, project.nodes, known);
    project.nodes.read = 0;
    assertThat(again.of(JAVA, List.of())).isEqualTo(java);
    assertThat(project.nodes.read).isZero();
  }
}
