package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TreeInvariantsTest {
  private static final List<EntryKind> KINDS = List.of(EntryKind.values());

  static NavigableMap<TreePath, Entry> someFiles(Random random, int count) {
    var files = new TreeMap<TreePath, Entry>();
    while (files.size() < count) {
      var entry = someFile(random, somePath(random, count));
      files.put(entry.path(), entry);
    }
    return files;
  }

  static TreePath somePath(Random random, int count) {
    int breadth = 1 + random.nextInt(1 + count / 20);
    String directory =
        "d" + random.nextInt(breadth) + (random.nextInt(3) == 0 ? "/e" + random.nextInt(3) : "");
    String[] endings = {".java", ".txt", ".nix", "", "." + random.nextInt(9)};
    return new TreePath(
        directory + "/f" + random.nextInt(4 * count) + endings[random.nextInt(endings.length)]);
  }

  static Entry someFile(Random random, TreePath path) {
    return new Entry(
        path,
        KINDS.get(random.nextInt(KINDS.size())),
        Digest.of(("" + random.nextInt(1000)).getBytes(UTF_8)),
        random.nextInt(1000));
  }

  static Digest build(Collection<Entry> entries, NodeSink sink) {
    var builder = new TreeBuilder(sink);
    entries.forEach(builder::add);
    return builder.finish();
  }

  static List<Change> someChanges(Random random, Map<TreePath, Entry> files, int count) {
    var changes = new HashMap<TreePath, Change>();
    var paths = new ArrayList<>(files.keySet());
    int around = random.nextInt(Math.max(1, paths.size()));
    for (int i = 0; i < count; i++) {
      boolean clustered = random.nextBoolean();
      if (!paths.isEmpty() && random.nextInt(3) > 0) {
        int at =
            clustered
                ? Math.min(paths.size() - 1, around + random.nextInt(200))
                : random.nextInt(paths.size());
        var path = paths.get(at);
        changes.put(
            path,
            random.nextBoolean()
                ? new Change.Remove(path)
                : new Change.Put(someFile(random, path)));
      } else {
        var path = somePath(random, 1000);
        changes.put(
            path,
            random.nextInt(8) == 0
                ? new Change.Remove(path)
                : new Change.Put(someFile(random, path)));
      }
    }
    for (var change : changes.values()) {
      switch (change) {
        case Change.Put(var entry) -> files.put(entry.path(), entry);
        case Change.Remove(var path) -> files.remove(path);
      }
    }
    return List.copyOf(changes.values());
  }

  @Seeds(8)
  void invariant1_equalContentHasAnEqualIdWhateverTheHistory(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var files = someFiles(random, new int[] {0, 1, 100, 1_000, 20_000}[random.nextInt(5)]);
    var id = build(files.values(), nodes);
    for (int round = 0; round < 40; round++) {
      int count =
          switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> 1 + random.nextInt(10);
            case 2 -> 1 + random.nextInt(200);
            default -> random.nextInt(10) == 0 ? 2 * files.size() + 1 : 2;
          };
      var changes = someChanges(random, files, count);
      id = new Tree(id, nodes).apply(changes, nodes);
      assertThat(id).as("round %d of seed %d", round, seed).isEqualTo(build(files.values(), nodes));
    }
    var content = new ArrayList<Entry>();
    new Tree(id, nodes).forEach(content::add);
    assertThat(content).isEqualTo(List.copyOf(files.values()));
  }

  /// New nodes, level by level.
  private static int[] rewritten(Tree tree, MemoryNodes nodes, List<Change> changes) {
    var fresh = new HashSet<Digest>();
    int[] levels = new int[Node.LEVEL_MAX];
    tree.apply(
        changes,
        (id, node) -> {
          if (!nodes.has(id) && fresh.add(id)) {
            levels[NodeFormat.levelOf(node)]++;
          }
        });
    return levels;
  }

  @Seeds(2)
  void invariant2_aChangeRewritesOnlyNodesNearIt(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var files = VectorRules.entries("numbered", 100_000);
    var tree = new Tree(build(files.values(), nodes), nodes);
    var paths = List.copyOf(files.keySet());
    int[] leaves = new int[3];
    for (int round = 0; round < 100; round++) {
      int at = random.nextInt(paths.size());
      var near = paths.subList(at, Math.min(paths.size(), at + 10));
      var value = new Change.Put(someFile(random, paths.get(at)));
      assertThat(rewritten(tree, nodes, List.of(value))).startsWith(1, 1, 1, 0);
      var beside = new Change.Put(someFile(random, new TreePath(paths.get(at).text() + "x")));
      leaves[0] += few(rewritten(tree, nodes, List.of(beside)));
      leaves[1] += few(rewritten(tree, nodes, List.of(new Change.Remove(paths.get(at)))));
      leaves[2] +=
          few(
              rewritten(
                  tree,
                  nodes,
                  near.stream().map(path -> (Change) new Change.Remove(path)).toList()));
    }
    assertThat(IntStream.of(leaves).max().orElseThrow())
        .as("a hundred changes each: %s", Arrays.toString(leaves))
        .isLessThan(200);
  }

  /// Within w items on each side of a change there are at most three boundaries, because they are
  /// more than w apart: four nodes.
  private static int few(int[] levels) {
    assertThat(levels[0]).isBetween(1, 4);
    assertThat(levels[1]).isBetween(1, 5);
    assertThat(levels[2]).isEqualTo(1);
    return levels[0];
  }

  @Seeds(6)
  void invariant3_aDamagedNodeIsRefusedWhenItIsRead(long seed) {
    var random = new Random(seed);
    Map<Digest, byte[]> written = new HashMap<>();
    var id = build(someFiles(random, 3_000).values(), written::put);
    var ids = written.keySet().stream().sorted().toList();
    var damaged = ids.get(random.nextInt(ids.size()));
    NodeSource source =
        asked ->
            asked.stream()
                .map(node -> {
                  byte[] bytes = Objects.requireNonNull(written.get(node)).clone();
                  bytes[random.nextInt(bytes.length)] ^= (byte) (node.equals(damaged) ? 1 : 0);
                  return bytes;
                })
                .toList();
    assertThatThrownBy(() -> new Tree(id, source).forEach(_ -> {}))
        .hasMessageContaining(damaged.brief())
        .extracting("kind")
        .isEqualTo(Problem.Kind.CORRUPT);
  }

  @Seeds(12)
  void invariant4_theDifferenceOfTwoTreesIsExact(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var before = someFiles(random, new int[] {0, 1, 100, 5_000}[random.nextInt(4)]);
    var after = new TreeMap<>(before);
    var id = build(before.values(), nodes);
    someChanges(random, after, random.nextInt(500));
    var other = build(after.values(), nodes);
    var found = new TreeMap<TreePath, Difference>();
    new Tree(id, nodes).diff(other, difference -> found.put(difference.path(), difference));
    assertThat(found).as("seed %d", seed).isEqualTo(naiveDifference(before, after));
  }

  private static Map<TreePath, Difference> naiveDifference(
      Map<TreePath, Entry> before, Map<TreePath, Entry> after) {
    var all = new TreeMap<>(before);
    all.putAll(after);
    var differences = new TreeMap<TreePath, Difference>();
    for (var path : all.keySet()) {
      if (!Objects.equals(before.get(path), after.get(path))) {
        differences.put(path, new Difference(path, before.get(path), after.get(path)));
      }
    }
    return differences;
  }

  @Seeds(8)
  void invariant5_aSliceIsTheTreeOfItsEntries(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var files = someFiles(random, new int[] {1, 100, 3_000, 30_000}[random.nextInt(4)]);
    var id = build(files.values(), nodes);
    var paths = new ArrayList<>(files.keySet());
    for (int round = 0; round < 40; round++) {
      int from = random.nextInt(paths.size());
      int to = from + random.nextInt(paths.size() - from);
      var range = new KeyRange(paths.get(from).key(), paths.get(to).key());
      if (random.nextInt(4) == 0) {
        range = new KeyRange(null, range.high());
        from = 0;
      } else if (random.nextInt(4) == 0) {
        range = new KeyRange(range.low(), null);
        to = paths.size();
      }
      var expected = build(paths.subList(from, to).stream().map(files::get).toList(), nodes);
      assertThat(new Tree(id, nodes).slice(range, nodes))
          .as("round %d of seed %d", round, seed)
          .isEqualTo(expected);
    }
  }

  @Seeds(12)
  void invariant5_aRestrictedTreeIsTheTreeOfTheMatchingEntries(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var files = someFiles(random, new int[] {0, 1, 300, 3_000, 30_000}[random.nextInt(5)]);
    for (String name : List.of("flake.nix", "Makefile", "z/.nix", "d1/.java/x")) {
      var entry = someFile(random, new TreePath(name));
      files.put(entry.path(), entry);
    }
    var id = build(files.values(), nodes);
    for (int round = 0; round < 12; round++) {
      var patterns = somePatterns(random);
      var matcher = patterns.matcher();
      var expected = files.values().stream().filter(e -> matcher.matches(e.path().text())).toList();
      var restricted = new Tree(id, nodes).restrict(patterns, nodes);
      assertThat(restricted)
          .as("%s in round %d", patterns, round)
          .isEqualTo(
              new Restricted(
                  build(expected, nodes),
                  new Totals(expected.size(), expected.stream().mapToLong(Entry::size).sum())));
    }
  }

  private static Patterns somePatterns(Random random) {
    String[] some = {
      "**",
      "d0/**",
      "d1/**",
      "d#/**",
      "d#/e#/**",
      "d#*/**",
      "**/*.nix",
      "**/f*.java",
      "**/e#/**",
      "d#/*",
      "flake.nix",
      "Makefile",
      "*",
      "**/*.#",
      "z/**",
      "d1#/**/*.txt",
      "**/.java/x"
    };
    var patterns = new ArrayList<String>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      String text = some[random.nextInt(some.length)].replace("#", "" + random.nextInt(10));
      patterns.add((!patterns.isEmpty() && random.nextInt(3) == 0 ? "!" : "") + text);
    }
    return Patterns.of(patterns);
  }

  @Test
  void invariant5_restrictingReadsLittleMoreThanTheEdgesOfWhatMatches() {
    var random = new Random(7);
    var nodes = new MemoryNodes();
    var files = new TreeMap<TreePath, Entry>();
    for (int i = 0; i < 120_000; i++) {
      String ending = i % 6_000 == 0 ? "nix" : List.of("java", "txt", "md", "c").get(i / 30 % 4);
      String top = i < 32_000 ? "a" : i < 88_000 ? "m" : "z";
      var path = new TreePath("%s/d%03d/f%06d.%s".formatted(top, i / 300, i, ending));
      files.put(path, someFile(random, path));
    }
    var id = build(files.values(), nodes);
    int all = reads(id, nodes, List.of("**/f*"), 120_000);
    assertThat(reads(id, nodes, List.of("**"), 120_000)).isEqualTo(1);
    assertThat(reads(id, nodes, List.of("m/**"), 56_000)).isLessThanOrEqualTo(27);
    assertThat(reads(id, nodes, List.of("m/**", "!m/d200/**"), 55_700)).isLessThanOrEqualTo(45);
    assertThat(reads(id, nodes, List.of("a/**", "z/**"), 64_000)).isLessThanOrEqualTo(45);
    assertThat(reads(id, nodes, List.of("a/d001/f000300.nix", "Makefile"), 0))
        .isLessThanOrEqualTo(4);
    assertThat(reads(id, nodes, List.of("**/f*.nix"), 20)).isLessThan(all / 10);
    assertThat(reads(id, nodes, List.of("Makefile", "m/**/f*.nix"), 9)).isLessThan(all / 10);
  }

  private static int reads(Digest id, MemoryNodes nodes, List<String> patterns, long files) {
    nodes.read = 0;
    var restricted = new Tree(id, nodes).restrict(Patterns.of(patterns), (_, _) -> {});
    assertThat(restricted.totals().files()).as("%s", patterns).isEqualTo(files);
    return nodes.read;
  }

  @Seeds(12)
  void aDirectoryListsWhatIsRightBelowIt(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var files = someFiles(random, 2_000);
    var tree = new Tree(build(files.values(), nodes), nodes);
    long total = 0;
    for (var top : tree.list(null)) {
      var directory = (Listed.Directory) top;
      var below =
          files.values().stream()
              .filter(e -> e.path().text().startsWith(directory.name() + "/"))
              .toList();
      assertThat(directory.totals())
          .isEqualTo(new Totals(below.size(), below.stream().mapToLong(Entry::size).sum()));
      assertThat(tree.totalsBelow(new TreePath(directory.name()))).isEqualTo(directory.totals());
      var names = below.stream().map(e -> e.path().text().split("/", 3)[1]).distinct().toList();
      assertThat(tree.list(new TreePath(directory.name())).stream().map(Listed::name))
          .isEqualTo(names);
      total += directory.totals().files();
    }
    assertThat(total).isEqualTo(files.size());
    for (var path : files.keySet()) {
      assertThat(tree.get(path)).contains(files.get(path));
    }
    assertThat(tree.get(new TreePath("nowhere"))).isEmpty();
  }

  @Seeds(10)
  void invariant6_noPathIsAFileAndADirectory(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var files = someFiles(random, 1 + random.nextInt(2_000));
    var tree = new Tree(build(files.values(), nodes), nodes);
    var paths = List.copyOf(files.keySet());
    var taken = paths.get(random.nextInt(paths.size()));
    var below = VectorRules.entry(taken.text() + "/x", 1);
    var directory = taken.text().substring(0, taken.text().indexOf('/'));
    var above = VectorRules.entry(directory, 1);
    for (var entry : List.of(below, above)) {
      assertThatThrownBy(() -> tree.apply(List.of(new Change.Put(entry)), nodes))
          .isInstanceOfSatisfying(
              Problem.class,
              fault -> {
                assertThat(fault.code()).isEqualTo("tree.file-and-directory");
                assertThat(fault.what()).contains("\"" + entry.path() + "\"");
              });
      files.put(entry.path(), entry);
      assertThatThrownBy(() -> build(files.values(), nodes))
          .hasMessageContaining(entry.path().text());
      files.remove(entry.path());
    }
    var moved = List.of(new Change.Remove(taken), new Change.Put(below));
    files.remove(taken);
    files.put(below.path(), below);
    assertThat(tree.apply(moved, nodes).hex()).isEqualTo(NaiveTree.id(files.values()));
  }
}
