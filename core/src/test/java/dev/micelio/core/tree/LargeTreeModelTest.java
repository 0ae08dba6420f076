package dev.micelio.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [TreeModelTest] at the sizes where a tree has three levels and more: ordinary paths, all in one
/// directory, long shared prefixes, and keys chosen so that level 1 has no natural boundary.
@Tag("slow")
final class LargeTreeModelTest {
  private static final int LEAVES = 2 * Cutter.FORCED + 6;

  private static NavigableMap<TreePath, Entry> shared(int count) {
    var files = new TreeMap<TreePath, Entry>();
    String directories = "same-for-all-of-them/".repeat(12);
    for (int i = 0; i < count; i++) {
      var entry = VectorRules.entry(directories + "%07d".formatted(i), i);
      files.put(entry.path(), entry);
    }
    return files;
  }

  /// Removed, changed and new files, anywhere and around one place; made to `files` as well.
  private static List<Change> changes(
      Random random, NavigableMap<TreePath, Entry> files, int count) {
    var paths = List.copyOf(files.keySet());
    int around = random.nextInt(paths.size());
    var changes = new TreeMap<TreePath, Change>();
    for (int i = 0; i < count; i++) {
      int at = random.nextBoolean() ? random.nextInt(paths.size()) : around + random.nextInt(400);
      var path = paths.get(at % paths.size());
      if (random.nextInt(3) == 0) {
        files.remove(path);
        changes.put(path, new Change.Remove(path));
        continue;
      }
      var written = random.nextBoolean() ? path : new TreePath(path.text() + random.nextInt(10));
      var entry = TreeInvariantsTest.someFile(random, written);
      files.put(written, entry);
      changes.put(written, new Change.Put(entry));
    }
    return List.copyOf(changes.values());
  }

  @Seeds(1)
  void aHistoryOfAHundredThousandFilesEndsInTheTreeThatTheFormatPageMakesOfThem(long seed) {
    var random = new Random(seed);
    for (var start :
        List.of(
            VectorRules.entries("numbered", 100_000),
            VectorRules.entries("flat", 100_000),
            shared(100_000),
            VectorRules.entries("stairs", LEAVES * VectorRules.STAIR))) {
      var files = new TreeMap<>(start);
      var nodes = new MemoryNodes();
      var id = TreeInvariantsTest.build(files.values(), nodes);
      for (int round = 0; round < 4; round++) {
        var before = id;
        var changes = changes(random, files, 1 + random.nextInt(1_000));
        id = new Tree(id, nodes).apply(changes, nodes);
        assertThat(id)
            .as("%s round %d", start.firstKey(), round)
            .isEqualTo(TreeInvariantsTest.build(files.values(), nodes));
        var paths = new ArrayList<TreePath>();
        new Tree(before, nodes).diff(id, difference -> paths.add(difference.path()));
        assertThat(changes).extracting(Change::path).containsAll(paths);
      }
      assertThat(id.hex()).as("%s", start.firstKey()).isEqualTo(NaiveTree.id(files.values()));
      new Tree(id, nodes)
          .check(fault -> {
            throw fault;
          });
    }
  }

  /// Around each of the two forced boundaries of level 1, a leaf loses the key it ends with, or one
  /// of its others, or gets one more.
  @Test
  void anEditAroundAForcedBoundaryAboveTheLeavesMovesWhatItMust() {
    var files = VectorRules.entries("stairs", LEAVES * VectorRules.STAIR);
    var paths = List.copyOf(files.keySet());
    var nodes = new MemoryNodes();
    var tree = new Tree(TreeInvariantsTest.build(files.values(), nodes), nodes);
    for (int boundary : List.of(Cutter.FORCED, 2 * Cutter.FORCED)) {
      for (int distance : List.of(-Cutter.W - 1, -Cutter.W, -2, -1, 0, 1)) {
        int last = (boundary + distance) * VectorRules.STAIR + VectorRules.STAIR - 1;
        var ends = paths.get(last);
        var beside = VectorRules.entry(ends.text() + "x", 1);
        check(tree, files, List.of(new Change.Remove(ends)), nodes);
        check(tree, files, List.of(new Change.Remove(paths.get(last - 9))), nodes);
        check(tree, files, List.of(new Change.Put(beside)), nodes);
        check(tree, files, List.of(new Change.Remove(ends), new Change.Put(beside)), nodes);
      }
    }
  }

  private static void check(
      Tree tree, NavigableMap<TreePath, Entry> before, List<Change> changes, MemoryNodes nodes) {
    var files = new TreeMap<>(before);
    for (var change : changes) {
      switch (change) {
        case Change.Put(var entry) -> files.put(entry.path(), entry);
        case Change.Remove(var path) -> files.remove(path);
      }
    }
    assertThat(tree.apply(changes, nodes))
        .as("%s", changes)
        .isEqualTo(TreeInvariantsTest.build(files.values(), nodes));
  }

  @ParameterizedTest
  @CsvSource({"flat, 100000", "stairs, 66950", "falling, 1300", "mixed, 600"})
  void oneChangedValueRewritesOneNodeOfEachLevelWhateverTheKeys(String rule, int count) {
    var files = VectorRules.entries(rule, count);
    var nodes = new MemoryNodes();
    Digest id = TreeInvariantsTest.build(files.values(), nodes);
    var tree = new Tree(id, nodes);
    int before = nodes.written;
    tree.apply(
        List.of(new Change.Put(VectorRules.entry(files.lastKey().text(), 999_999_999))), nodes);
    assertThat(nodes.written - before).isEqualTo(tree.depth());
  }
}
