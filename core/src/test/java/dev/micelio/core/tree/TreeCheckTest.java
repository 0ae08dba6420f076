package dev.micelio.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TreeCheckTest {

  private static List<Problem> check(Digest id, NodeSource source) {
    var told = new ArrayList<Problem>();
    new Tree(id, source).check(told::add);
    return told;
  }

  /// A tree over these leaves, cut as they are, with everything above cut by the rule.
  private static Digest over(List<List<Item>> leaves, MemoryNodes nodes) {
    var writer = new NodeWriter(nodes);
    var above = new ArrayList<Item>();
    for (var leaf : leaves) {
      above.add(writer.write(NodeFormat.encode(0, leaf)).asChild());
    }
    return TreeBuilder.above(1, above, writer);
  }

  private static List<List<Item>> leaves(Iterable<Entry> entries) {
    var leaves = new ArrayList<List<Item>>();
    var cutter = new Cutter(0, leaves::add);
    entries.forEach(entry -> cutter.add(Item.FileItem.of(entry)));
    cutter.end();
    return leaves;
  }

  @Seeds(6)
  void aTreeThatTheBuilderMadeHasNoFaults(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var files =
        TreeInvariantsTest.someFiles(random, new int[] {0, 1, 700, 20_000}[random.nextInt(4)]);
    assertThat(check(TreeInvariantsTest.build(files.values(), nodes), nodes)).isEmpty();
  }

  @Seeds(10)
  void aNodeThatEndsAtTheWrongPlaceIsFound(long seed) {
    var random = new Random(seed);
    var nodes = new MemoryNodes();
    var leaves = new ArrayList<>(leaves(TreeInvariantsTest.someFiles(random, 9_000).values()));
    assertThat(check(over(leaves, nodes), nodes)).isEmpty();
    var split = new ArrayList<>(leaves);
    int at = random.nextInt(split.size());
    var leaf = split.remove(at);
    int cut = 1 + random.nextInt(leaf.size() - 1);
    split.add(at, leaf.subList(0, cut));
    split.add(at + 1, leaf.subList(cut, leaf.size()));
    assertThat(check(over(split, nodes), nodes))
        .extracting(Problem::what)
        .containsExactly("tree node %s ends where no boundary is".formatted(idOf(split.get(at))));
    var joined = new ArrayList<>(leaves);
    at = shortPair(joined);
    var both = new ArrayList<>(joined.remove(at));
    both.addAll(joined.get(at));
    joined.set(at, both);
    assertThat(check(over(joined, nodes), nodes))
        .extracting(Problem::what)
        .containsExactly("tree node %s goes on past a boundary".formatted(idOf(both)));
  }

  private static String idOf(List<Item> leaf) {
    return NodeFormat.encode(0, leaf).id().brief();
  }

  private static int shortPair(List<List<Item>> leaves) {
    for (int i = 1; ; i++) {
      if (leaves.get(i - 1).size() + leaves.get(i).size() <= Cutter.FORCED) {
        return i - 1;
      }
    }
  }

  @Test
  void aForcedBoundaryAtTheWrongPlaceIsFound() {
    var nodes = new MemoryNodes();
    var items = new ArrayList<Item>();
    VectorRules.entries("falling", 1300).values().forEach(e -> items.add(Item.FileItem.of(e)));
    assertThat(check(over(cutAt(items, 512, 1024), nodes), nodes)).isEmpty();
    assertThat(check(over(cutAt(items, 500, 1012), nodes), nodes)).hasSize(4);
  }

  private static List<List<Item>> cutAt(List<Item> items, int first, int second) {
    return List.of(
        items.subList(0, first), items.subList(first, second), items.subList(second, items.size()));
  }

  @Test
  void aFileInOneNodeAndADirectoryOfItsNameInTheNextAreFound() {
    var nodes = new MemoryNodes();
    var files = new TreeMap<TreePath, Entry>();
    VectorRules.entries("numbered", 1000).values().forEach(e -> files.put(e.path(), e));
    var leaves = new ArrayList<>(leaves(files.values()));
    var last = ((Item.FileItem) leaves.getFirst().getLast()).entry().path().text();
    var next = new ArrayList<>(leaves.get(1));
    next.addFirst(Item.FileItem.of(VectorRules.entry(last + "/x", 1)));
    leaves.set(1, next);
    assertThat(check(over(leaves, nodes), nodes))
        .extracting(Problem::what)
        .anyMatch(
            what -> what.contains("holds \"%s/x\" where \"%s\" is a file".formatted(last, last)));
  }

  @Test
  void nodesThatOverlapAreFound() {
    var nodes = new MemoryNodes();
    var files = VectorRules.entries("numbered", 1000);
    var leaves = new ArrayList<>(leaves(files.values()));
    var next = new ArrayList<>(leaves.get(1));
    next.set(0, leaves.getFirst().get(3));
    leaves.set(1, next);
    assertThat(check(over(leaves, nodes), nodes))
        .extracting(Problem::what)
        .contains("tree node %s begins before the end of the node before it".formatted(idOf(next)));
  }

  /// Missing, cut short and flipped nodes, all of them told by their ids, whatever else is wrong.
  @Seeds(10)
  void everyDamagedNodeIsTold(long seed) {
    var random = new Random(seed);
    Map<Digest, byte[]> written = new HashMap<>();
    var id =
        TreeInvariantsTest.build(
            TreeInvariantsTest.someFiles(random, 9_000).values(), written::put);
    var leaves =
        written.keySet().stream()
            .filter(n -> NodeFormat.levelOf(present(written, n)) == 0)
            .sorted()
            .toList();
    var damaged = new ArrayList<String>();
    for (var leaf : leaves) {
      if (random.nextInt(6) == 0) {
        byte[] node = present(written, leaf).clone();
        node[random.nextInt(node.length)] ^= 4;
        if (random.nextBoolean()) {
          written.remove(leaf);
        } else {
          written.put(leaf, node);
        }
        damaged.add(leaf.brief());
      }
    }
    NodeSource source = ids -> ids.stream().map(node -> present(written, node)).toList();
    var told = check(id, source);
    assertThat(told).hasSize(damaged.size());
    for (String leaf : damaged) {
      assertThat(told).anyMatch(fault -> fault.what().contains(leaf));
    }
  }

  private static byte[] present(Map<Digest, byte[]> nodes, Digest id) {
    byte[] node = nodes.get(id);
    if (node == null) {
      throw new Problem(Problem.Kind.CORRUPT, "tree.missing-node", "no node " + id.brief(), "-");
    }
    return node;
  }

  @Test
  void aWrongBoundaryFarBehindAMissingNodeIsFoundToo() {
    Map<Digest, byte[]> written = new HashMap<>();
    var nodes = new MemoryNodes();
    var leaves = new ArrayList<>(leaves(VectorRules.entries("numbered", 20_000).values()));
    int at = leaves.size() - 5;
    var leaf = leaves.remove(at);
    leaves.add(at, leaf.subList(0, 30));
    leaves.add(at + 1, leaf.subList(30, leaf.size()));
    var id = over(leaves, nodes);
    var missing = NodeFormat.encode(0, leaves.get(3)).id();
    NodeSource source =
        ids -> {
          if (ids.contains(missing)) {
            present(written, missing);
          }
          return nodes.read(ids);
        };
    assertThat(check(id, source))
        .extracting(Problem::what)
        .contains("no node " + missing.brief())
        .contains("tree node %s ends where no boundary is".formatted(idOf(leaves.get(at))))
        .hasSize(2);
  }

  @Test
  void aSourceThatCanNotBeAskedIsNoFaultOfTheTree() {
    NodeSource away =
        _ -> {
          throw new Problem(Problem.Kind.UNAVAILABLE, "objects.unanswered", "away", "later");
        };
    assertThatThrownBy(() -> check(Digest.of(new byte[0]), away))
        .isInstanceOfSatisfying(
            Problem.class, fault -> assertThat(fault.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
  }
}
