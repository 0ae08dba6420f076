package dev.micelio.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.testkit.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The tree against [NaiveTree] over random histories, also with keys chosen against the boundary
/// rule.
final class TreeModelTest {
  private static final int FALLING = 1300;
  private static final NavigableMap<TreePath, Entry> FALLING_FILES =
      Collections.unmodifiableNavigableMap(VectorRules.entries("falling", FALLING));

  /// Where paths come from. Each has its own way to be hard.
  private enum Paths {
    ORDINARY {
      @Override
      String some(Random random) {
        return TreeInvariantsTest.somePath(random, 3_000).text();
      }
    },
    ONE_DIRECTORY {
      @Override
      String some(Random random) {
        return "all/" + random.nextInt(6_000);
      }
    },
    LONG_PREFIXES {
      @Override
      String some(Random random) {
        return ("x".repeat(100) + "/").repeat(40) + "%056d".formatted(random.nextInt(800));
      }
    },
    NEIGHBOURS {
      private static final List<String> NAMES =
          List.of("foo", "foo-", "foo.", "foo-bar", "foo.d", "föö", "日本", "😀", "\ufffd", "\u0001");

      @Override
      String some(Random random) {
        var path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
        for (int i = random.nextInt(4); i > 0; i--) {
          path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return path.toString();
      }
    },
    FALLING_HASHES {
      @Override
      String some(Random random) {
        return random.nextInt(10) == 0
            ? "falling/%04d-x%d".formatted(random.nextInt(FALLING), random.nextInt(9))
            : FALLING_PATHS.get(random.nextInt(FALLING)).text();
      }
    };

    private static final List<TreePath> FALLING_PATHS = List.copyOf(FALLING_FILES.keySet());

    abstract String some(Random random);
  }

  private static boolean fits(NavigableMap<TreePath, Entry> files, TreePath path) {
    for (int at = path.text().indexOf('/'); at >= 0; at = path.text().indexOf('/', at + 1)) {
      if (files.containsKey(new TreePath(path.text().substring(0, at)))) {
        return false;
      }
    }
    var next = files.higherKey(path);
    return next == null || !next.text().startsWith(path.text() + "/");
  }

  private static Entry put(
      Random random, NavigableMap<TreePath, Entry> files, Paths paths, Map<TreePath, Change> all) {
    for (; ; ) {
      var path = new TreePath(paths.some(random));
      if (fits(files, path)) {
        var entry = TreeInvariantsTest.someFile(random, path);
        files.put(path, entry);
        all.put(path, new Change.Put(entry));
        return entry;
      }
    }
  }

  /// Some changes, made to `files` as well. Half of them lie close together.
  private static List<Change> changes(
      Random random, NavigableMap<TreePath, Entry> files, Paths paths, int count) {
    var all = new HashMap<TreePath, Change>();
    var near = new TreePath(paths.some(random));
    for (int i = 0; i < count; i++) {
      if (random.nextInt(5) < 2) {
        put(random, files, paths, all);
        continue;
      }
      var path = random.nextBoolean() ? files.ceilingKey(near) : null;
      path = path == null ? files.ceilingKey(new TreePath(paths.some(random))) : path;
      if (path == null) {
        continue;
      }
      near = path;
      if (random.nextInt(3) > 0) {
        files.remove(path);
        all.put(path, new Change.Remove(path));
      } else {
        var entry = TreeInvariantsTest.someFile(random, path);
        files.put(path, entry);
        all.put(path, new Change.Put(entry));
      }
    }
    var changes = new ArrayList<>(all.values());
    Collections.shuffle(changes, random);
    return changes;
  }

  @Seeds(15)
  void everyHistoryEndsInTheTreeThatTheFormatPageMakesOfItsContent(long seed) {
    var random = new Random(seed);
    var paths = Paths.values()[random.nextInt(Paths.values().length)];
    var nodes = new MemoryNodes();
    var files = new TreeMap<TreePath, Entry>();
    var id = Tree.empty(nodes);
    if (paths == Paths.FALLING_HASHES) {
      files.putAll(FALLING_FILES);
      id = TreeInvariantsTest.build(files.values(), nodes);
    } else {
      int size = paths == Paths.LONG_PREFIXES ? 300 : random.nextInt(3_000);
      id = new Tree(id, nodes).apply(changes(random, files, paths, size), nodes);
    }
    for (int round = 0; round < 25; round++) {
      var before = id;
      var changes = changes(random, files, paths, 1 + random.nextInt(1 << random.nextInt(9)));
      id = new Tree(id, nodes).apply(changes, nodes);
      assertThat(id.hex()).as("%s round %d", paths, round).isEqualTo(NaiveTree.id(files.values()));
      assertThat(inParts(random, before, changes, nodes)).as("%s in parts", paths).isEqualTo(id);
      checkSlice(random, id, files, nodes);
    }
    new Tree(id, nodes)
        .check(fault -> {
          throw fault;
        });
  }

  /// Removals first: a file may give way to a directory of its name only before that is made.
  private static Digest inParts(
      Random random, Digest before, List<Change> changes, MemoryNodes nodes) {
    var order = new ArrayList<>(changes);
    order.sort((left, right) -> Boolean.compare(isPut(left), isPut(right)));
    var id = before;
    for (int at = 0; at < order.size(); ) {
      int end = Math.min(order.size(), at + 1 + random.nextInt(1 + order.size() / 3));
      id = new Tree(id, nodes).apply(order.subList(at, end), nodes);
      at = end;
    }
    return id;
  }

  private static boolean isPut(Change change) {
    return change instanceof Change.Put;
  }

  private static void checkSlice(
      Random random, Digest id, NavigableMap<TreePath, Entry> files, MemoryNodes nodes) {
    var paths = List.copyOf(files.keySet());
    if (paths.isEmpty()) {
      return;
    }
    int from = random.nextInt(paths.size());
    int to = from + random.nextInt(paths.size() - from);
    var range = new KeyRange(paths.get(from).key(), paths.get(to).key());
    assertThat(new Tree(id, nodes).slice(range, nodes).hex())
        .isEqualTo(NaiveTree.id(files.subMap(paths.get(from), paths.get(to)).values()));
  }

  @Test
  void anEditAroundAForcedBoundaryMovesWhatItMust() {
    var nodes = new MemoryNodes();
    var tree = new Tree(TreeInvariantsTest.build(FALLING_FILES.values(), nodes), nodes);
    var paths = List.copyOf(FALLING_FILES.keySet());
    assertThat(new NaiveTree(FALLING_FILES.values()).shape.getFirst())
        .containsExactly(Cutter.FORCED, Cutter.FORCED, FALLING - 2 * Cutter.FORCED);
    for (int cut = Cutter.FORCED; cut < FALLING; cut += Cutter.FORCED) {
      for (int at = cut - Cutter.W - 3; at < cut + Cutter.W + 3; at++) {
        checkApplied(tree, FALLING_FILES, List.of(new Change.Remove(paths.get(at))), nodes);
        var low = lowest(paths, at);
        checkApplied(tree, FALLING_FILES, List.of(new Change.Put(low)), nodes);
        int other = cut + (at * 7) % 150;
        checkApplied(
            tree,
            FALLING_FILES,
            List.of(new Change.Put(low), new Change.Remove(paths.get(other))),
            nodes);
      }
    }
  }

  /// The key that a boundary stood on goes; behind the next boundary, where cutting anew can stop,
  /// a value changes, and a key goes only later. Cutting must not go back to the boundary that is
  /// gone.
  @Test
  void aChangedValueBehindWhereCuttingStoppedDoesNotBringAnOldBoundaryBack() {
    var nodes = new MemoryNodes();
    var files = VectorRules.entries("numbered", 5_000);
    var tree = new Tree(TreeInvariantsTest.build(files.values(), nodes), nodes);
    var paths = List.copyOf(files.keySet());
    var sizes = new NaiveTree(files.values()).shape.getFirst();
    int last = -1;
    int tried = 0;
    for (int i = 0; i + 2 < sizes.size(); i++) {
      last += sizes.get(i);
      int next = last + sizes.get(i + 1);
      if (sizes.get(i + 2) > 2 * Cutter.W) {
        var value = VectorRules.entry(paths.get(next + 10).text(), 77_777);
        checkApplied(
            tree,
            files,
            List.of(
                new Change.Remove(paths.get(last)),
                new Change.Put(value),
                new Change.Remove(paths.get(next + Cutter.W + 9))),
            nodes);
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(5);
  }

  /// An entry right behind item `at` whose hash is below all those around it: a natural boundary.
  private static Entry lowest(List<TreePath> paths, int at) {
    var least =
        paths.subList(at - Cutter.W - 1, Math.min(paths.size(), at + Cutter.W + 2)).stream()
            .map(path -> VectorRules.hash(path.text()))
            .min(BigInteger::compareTo)
            .orElseThrow();
    for (int c = 0; ; c++) {
      String path = "falling/%04d-~%d".formatted(at, c);
      if (VectorRules.hash(path).compareTo(least) < 0) {
        return VectorRules.entry(path, 1);
      }
    }
  }

  private static void checkApplied(
      Tree tree, NavigableMap<TreePath, Entry> before, List<Change> changes, MemoryNodes nodes) {
    var files = new TreeMap<>(before);
    for (var change : changes) {
      switch (change) {
        case Change.Put(var entry) -> files.put(entry.path(), entry);
        case Change.Remove(var path) -> files.remove(path);
      }
    }
    assertThat(tree.apply(changes, nodes).hex())
        .as("%s", changes)
        .isEqualTo(NaiveTree.id(files.values()));
  }
}
