package dev.micelio.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How often a cold tree asks its source: by its depth, not by how many nodes it needs.
final class TreeRoundsTest {
  private static final NavigableMap<TreePath, Entry> FILES =
      VectorRules.entries("numbered", 100_000);
  private static final List<TreePath> PATHS = List.copyOf(FILES.keySet());
  private static final MemoryNodes NODES = new MemoryNodes();
  private static final Digest ID = TreeInvariantsTest.build(FILES.values(), NODES);

  /// Nodes and bytes that operations on the one tree ask for.
  private static final class Counting implements NodeSource {
    int rounds;
    int read;

    @Override
    public List<byte[]> read(List<Digest> ids) {
      rounds++;
      read += ids.size();
      return NODES.read(ids);
    }
  }

  private static List<Change> scattered(Random random, int count) {
    var changes = new TreeMap<TreePath, Change>();
    while (changes.size() < count) {
      var path = PATHS.get(random.nextInt(PATHS.size()));
      switch (random.nextInt(3)) {
        case 0 -> changes.put(path, new Change.Remove(path));
        case 1 -> changes.put(path, new Change.Put(TreeInvariantsTest.someFile(random, path)));
        default -> {
          var beside = new TreePath(path.text() + "x");
          changes.put(beside, new Change.Put(TreeInvariantsTest.someFile(random, beside)));
        }
      }
    }
    return List.copyOf(changes.values());
  }

  @Seeds(3)
  void aThousandScatteredChangesTakeAHandfulOfRounds(long seed) {
    var random = new Random(seed);
    var changes = scattered(random, 1_000);
    var cold = new Counting();
    var id = new Tree(ID, cold).apply(changes, NODES);
    assertThat(cold.rounds).isLessThanOrEqualTo(8);
    assertThat(id.hex()).isEqualTo(NaiveTree.id(after(changes).values()));
    var compared = new Counting();
    new Tree(ID, compared).diff(id, _ -> {});
    assertThat(compared.rounds).isLessThanOrEqualTo(8);
  }

  private static NavigableMap<TreePath, Entry> after(List<Change> changes) {
    var files = new TreeMap<>(FILES);
    for (var change : changes) {
      switch (change) {
        case Change.Put(var entry) -> files.put(entry.path(), entry);
        case Change.Remove(var path) -> files.remove(path);
      }
    }
    return files;
  }

  @Seeds(5)
  void oneChangeTakesARoundPerLevelAndOneForTheNeighbours(long seed) {
    var random = new Random(seed);
    var cold = new Counting();
    new Tree(ID, cold).apply(scattered(random, 1), NODES);
    assertThat(cold.rounds).isLessThanOrEqualTo(6);
    assertThat(cold.read).isLessThanOrEqualTo(12);
  }

  @Seeds(1)
  void aWholeWalkReadsEveryNodeOnceInFewRounds(long seed) {
    var cold = new Counting();
    var read = new ArrayList<Entry>();
    new Tree(ID, cold).forEach(read::add);
    assertThat(read).hasSize(FILES.size());
    assertThat(cold.read).isEqualTo(803 + 7 + 1);
    assertThat(cold.rounds).isLessThanOrEqualTo(5);
  }

  /// Each listed directory begins and ends in some leaf; what lies between is not read.
  @Test
  void aListingTakesARoundPerLevel() {
    var cold = new Counting();
    var listed = new Tree(ID, cold).list(null);
    assertThat(cold.rounds).isEqualTo(3);
    assertThat(cold.read).isLessThanOrEqualTo(1 + 7 + 2 * 97);
    assertThat(listed).hasSize(97);
    for (var each : listed) {
      var below = new TreePath(((Listed.Directory) each).name());
      var tree = new Counting();
      assertThat(((Listed.Directory) each).totals())
          .isEqualTo(new Tree(ID, tree).totalsBelow(below))
          .extracting(Totals::files)
          .isEqualTo((long) FILES.subMap(below, new TreePath(below.text() + "0")).size());
      assertThat(tree.rounds).isLessThanOrEqualTo(3);
      assertThat(tree.read).isLessThanOrEqualTo(5);
    }
  }

  /// A round per level for both edges, then one for each of the few neighbours that are cut again.
  @Test
  void aTreeRestrictedToADirectoryTakesRoundsByDepth() {
    for (int i = 0; i < 97; i++) {
      var patterns = Patterns.of(List.of("d%03d/**".formatted(i)));
      var cold = new Counting();
      new Tree(ID, cold).restrict(patterns, NODES);
      assertThat(cold.rounds).as("%s", patterns).isLessThanOrEqualTo(3 + 4);
      assertThat(cold.read).as("%s", patterns).isLessThanOrEqualTo(12);
    }
  }
}
