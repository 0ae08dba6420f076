package dev.micelio.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

final class TreeMergeInvariantsTest {
  private static final int ROUNDS = 60;
  private static final List<String> NAMES = List.of("a", "b", "b.txt", "c");
  private static final EntryKind[] KINDS = EntryKind.values();

  /// Two sides made from one base, with the words crowded so that they meet.
  record Triple(
      TreeMap<TreePath, Entry> base,
      TreeMap<TreePath, Entry> ours,
      TreeMap<TreePath, Entry> theirs) {

    static Triple some(Random random) {
      var base = new TreeMap<TreePath, Entry>();
      for (int i = random.nextInt(10) == 0 ? random.nextInt(600) : 0; i > 0; i--) {
        var path = new TreePath("filler/f" + i);
        base.put(path, Trees.entry(path, EntryKind.FILE, "filler " + i));
      }
      edit(random, base, random.nextInt(20));
      var ours = new TreeMap<>(base);
      var theirs = new TreeMap<>(base);
      edit(random, ours, random.nextInt(12));
      edit(random, theirs, random.nextInt(12));
      return new Triple(base, ours, theirs);
    }

    private static void edit(Random random, Map<TreePath, Entry> files, int count) {
      for (int i = 0; i < count; i++) {
        var paths = new ArrayList<>(files.keySet());
        var known = paths.isEmpty() ? null : files.get(paths.get(random.nextInt(paths.size())));
        switch (random.nextInt(5)) {
          case 0 -> {
            if (known != null) {
              files.remove(known.path());
            }
          }
          case 1 -> {
            if (known != null) {
              put(
                  files,
                  new Entry(known.path(), KINDS[random.nextInt(3)], known.digest(), known.size()));
            }
          }
          case 2 -> {
            if (known != null) {
              put(files, Trees.entry(known.path(), known.kind(), "" + random.nextInt(4)));
            }
          }
          default ->
              put(
                  files,
                  Trees.entry(somePath(random), KINDS[random.nextInt(3)], "" + random.nextInt(4)));
        }
      }
    }

    private static TreePath somePath(Random random) {
      var text = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
      for (int depth = random.nextInt(4); depth > 0; depth--) {
        text.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
      }
      return new TreePath(text.toString());
    }

    private static void put(Map<TreePath, Entry> files, Entry entry) {
      String text = entry.path().text();
      files
          .keySet()
          .removeIf(
              path -> path.text().startsWith(text + "/") || text.startsWith(path.text() + "/"));
      files.put(entry.path(), entry);
    }

    TreeSet<TreePath> paths() {
      var paths = new TreeSet<>(base.keySet());
      paths.addAll(ours.keySet());
      paths.addAll(theirs.keySet());
      return paths;
    }

    Merged merged(Trees trees) {
      return trees.merge(base, ours, theirs);
    }

    Triple exchanged() {
      return new Triple(base, /* ours= */ theirs, /* theirs= */ ours);
    }
  }

  private static void forSomeTriples(long seed, Consumer<Triple> proof) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      proof.accept(Triple.some(random));
    }
  }

  private static Map<TreePath, Conflict.Kind> kinds(Merged merged) {
    var kinds = new TreeMap<TreePath, Conflict.Kind>();
    merged.conflicts().forEach(conflict -> kinds.put(conflict.path(), conflict.kind()));
    return kinds;
  }

  @Seeds(12)
  void invariant1_aMergeIsWhatAJudgeOfEveryPathDecides(long seed) {
    forSomeTriples(
        seed,
        triple -> {
          var trees = new Trees();
          var merged = triple.merged(trees);
          var judge = new MapJudge(triple.base, triple.ours, triple.theirs);
          assertThat(kinds(merged)).isEqualTo(judge.conflicts);
          assertThat(trees.content(merged.tree())).isEqualTo(judge.partial);
          assertThat(merged.tree()).isEqualTo(trees.build(judge.partial.values()));
          for (var conflict : merged.conflicts()) {
            assertThat(conflict)
                .isEqualTo(
                    new Conflict(
                        conflict.path(),
                        conflict.kind(),
                        triple.base.get(conflict.path()),
                        triple.ours.get(conflict.path()),
                        triple.theirs.get(conflict.path())));
          }
          assertThat(merged.changes().stream().map(Change::path))
              .isSorted()
              .doesNotHaveDuplicates();
        });
  }

  @Seeds
  void invariant2_exchangingTheSidesChangesNothingThatIsAgreed(long seed) {
    forSomeTriples(
        seed,
        triple -> {
          var trees = new Trees();
          var merged = triple.merged(trees);
          var exchanged = triple.exchanged().merged(trees);
          assertThat(kinds(exchanged)).isEqualTo(kinds(merged));
          var content = trees.content(merged.tree());
          var other = trees.content(exchanged.tree());
          for (var conflict : merged.conflicts()) {
            content.remove(conflict.path());
            other.remove(conflict.path());
          }
          assertThat(other).isEqualTo(content);
          if (merged.isClean()) {
            assertThat(exchanged.tree()).isEqualTo(merged.tree());
          }
        });
  }

  @Seeds
  void invariant3_noChangeOfOursIsLost(long seed) {
    forSomeTriples(
        seed,
        triple -> {
          var trees = new Trees();
          var merged = triple.merged(trees);
          var content = trees.content(merged.tree());
          for (var path : triple.paths()) {
            var ours = triple.ours.get(path);
            var base = triple.base.get(path);
            var is = content.get(path);
            if (Objects.equals(ours, base)
                || Objects.equals(ours, is)
                || kinds(merged).containsKey(path)) {
              continue;
            }
            if (ours == null || base == null || is == null) {
              throw new AssertionError("lost: " + path);
            }
            if (ours.kind() != base.kind()) {
              assertThat(is.kind()).isEqualTo(ours.kind());
            }
            if (!ours.digest().equals(base.digest())) {
              assertThat(is.digest()).isEqualTo(ours.digest());
            }
          }
        });
  }

  @Seeds
  void invariant4_thePartialMergeIsTheHeadWhereThereAreConflicts(long seed) {
    forSomeTriples(
        seed,
        triple -> {
          var trees = new Trees();
          var merged = triple.merged(trees);
          var content = trees.content(merged.tree());
          for (var conflict : merged.conflicts()) {
            assertThat(content.get(conflict.path())).isEqualTo(triple.theirs.get(conflict.path()));
          }
          for (var path : triple.paths()) {
            if (Objects.equals(triple.base.get(path), triple.ours.get(path))) {
              assertThat(content.get(path)).isEqualTo(triple.theirs.get(path));
            }
          }
        });
  }

  @Seeds
  void invariant5_noPathIsBothAFileAndADirectory(long seed) {
    forSomeTriples(
        seed,
        triple -> {
          var trees = new Trees();
          var paths = trees.content(triple.merged(trees).tree()).keySet();
          for (var path : paths) {
            String text = path.text();
            for (int end = text.indexOf('/'); end > 0; end = text.indexOf('/', end + 1)) {
              assertThat(paths).doesNotContain(new TreePath(text.substring(0, end)));
            }
          }
        });
  }

  @Seeds(3)
  void invariant6_whatIsReadGrowsWithTheChangesNotWithTheTree(long seed) {
    var random = new Random(seed);
    var base = new TreeMap<TreePath, Entry>();
    for (int i = 0; i < 50_000; i++) {
      var path = new TreePath("d%03d/f%05d".formatted(i % 97, i));
      base.put(path, Trees.entry(path, EntryKind.FILE, "" + i));
    }
    var trees = new Trees();
    Digest from = trees.build(base.values());
    int changes = 10;
    var ours = new Tree(from, trees).apply(someChanges(random, base, changes), trees);
    var theirs = new Tree(from, trees).apply(someChanges(random, base, changes), trees);
    trees.read = 0;
    var tree = new Tree(from, trees);
    int depth = tree.depth();
    TreeMerge.merge(tree, ours, theirs, trees);
    // base, both sides and the result: a path to each change, and a neighbour where a node is cut
    assertThat(trees.read).isLessThan(4 * 2 * changes * depth);
  }

  private static List<Change> someChanges(Random random, Map<TreePath, Entry> files, int count) {
    var paths = new ArrayList<>(files.keySet());
    var changes = new TreeMap<TreePath, Change>();
    while (changes.size() < count) {
      var path = paths.get(random.nextInt(paths.size()));
      changes.put(
          path,
          random.nextInt(3) == 0
              ? new Change.Remove(path)
              : new Change.Put(Trees.entry(path, EntryKind.FILE, "new " + random.nextInt())));
    }
    return List.copyOf(changes.values());
  }
}
