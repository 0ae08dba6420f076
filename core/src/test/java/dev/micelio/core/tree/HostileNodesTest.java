package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Nodes that nobody who follows docs/formats/tree.md writes.
final class HostileNodesTest {
  private static final long LARGEST = Long.MAX_VALUE;
  private static final Digest SOME = Digest.of(new byte[] {1});

  private static ByteWriter node(int level, long items) {
    return new ByteWriter(100).magic("MICT").u8(1).u8(level).varint(items);
  }

  private static ByteWriter key(ByteWriter writer, long shared, String rest) {
    byte[] bytes = rest.replace('/', '\0').getBytes(UTF_8);
    return writer.varint(shared).varint(bytes.length).bytes(bytes);
  }

  private static ByteWriter file(ByteWriter writer, long shared, String rest, int kind, long size) {
    return key(writer, shared, rest).u8(kind).digest(SOME).varint(size);
  }

  private static byte[] leaf(String... keys) {
    var writer = node(0, keys.length);
    for (String key : keys) {
      file(writer, 0, key, 0, 1);
    }
    return writer.toBytes();
  }

  private static byte[] changed(Consumer<byte[]> change) {
    byte[] node = leaf("a");
    change.accept(node);
    return node;
  }

  private static Arguments of(String what, byte[] node, String said) {
    return Arguments.of(what, node, said);
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        of("nothing", new byte[0], "magic"),
        of("another magic", changed(node -> node[3] = 'B'), "magic"),
        of("version 0", changed(node -> node[4] = 0), "version 0"),
        of("version 2", changed(node -> node[4] = 2), "version 2"),
        of("a depth bomb", node(13, 1).toBytes(), "level 13"),
        of("an inner node without items", node(1, 0).toBytes(), "no items above level 0"),
        of("more items than there may be", node(0, 513).toBytes(), "513 items"),
        of("items by the billion", node(0, 1L << 40).toBytes(), "items"),
        of("more items than there are", node(0, 2).toBytes(), "bytes left"),
        of("a count in two bytes", node(0, 0).u8(0).toBytes(), "too many"),
        of(
            "a number not in its shortest form",
            new ByteWriter(9).magic("MICT").u8(1).u8(0).u8(0x80).u8(0).toBytes(),
            "shortest"),
        of("keys that fall", leaf("b", "a"), "do not rise"),
        of("a key twice", file(file(node(0, 2), 0, "a", 0, 1), 1, "", 0, 1).toBytes(), "rise"),
        of("fewer shared bytes than there are", leaf("ab", "ac"), "shares more bytes"),
        of(
            "more shared bytes than there are",
            file(file(node(0, 2), 0, "ab", 0, 1), 3, "c", 0, 1).toBytes(),
            "3 shared bytes"),
        of("shared bytes in the first key", file(node(0, 1), 1, "a", 0, 1).toBytes(), "shared"),
        of("a key of 4097 bytes", leaf("x".repeat(4097)), "bytes of a key"),
        of("a key of 2^40 bytes", node(0, 1).varint(0).varint(1L << 40).toBytes(), "of a key"),
        of("an unknown kind", file(node(0, 1), 0, "a", 3, 1).toBytes(), "kind"),
        of(
            "sizes past 2^63 - 1",
            file(file(node(0, 2), 0, "a", 0, LARGEST), 0, "b", 0, 1).toBytes(),
            "add up past"),
        of("a byte behind the end", Arrays.copyOf(leaf("a"), leaf("a").length + 1), "too many"),
        of("a byte too few", Arrays.copyOf(leaf("a"), leaf("a").length - 1), "left"),
        of("more bytes than a node has", new byte[Node.SIZE_BYTES_MAX + 1], "more than"),
        of("a file and a directory", leafSharing("a", "/b"), "both a file and a directory"),
        of("an empty key", leaf(""), "do not rise"),
        of("an empty segment", leaf("a//b"), "empty"),
        of("a slash first", leaf("/a"), "empty"),
        of("a slash last", leaf("a/"), "empty"),
        of("..", leaf("a/../b"), ".. segment"),
        of(".", leaf("./b"), ". or .. segment"),
        of(".git", leaf(".git/config"), "version control"),
        of(".GIT", leaf("a/.GIT/config"), "version control"),
        of(".mic", leaf("a/.mIc"), "version control"),
        of(".gıt", leaf(".gıt"), "version control"),
        of(
            "a key that is not UTF-8",
            node(0, 1).varint(0).varint(1).u8(0xc3).u8(0).digest(SOME).varint(1).toBytes(),
            "not UTF-8"),
        of(
            "a lone surrogate",
            node(0, 1).varint(0).varint(3).u8(0xed).u8(0xa0).u8(0x80).toBytes(),
            "not UTF-8"),
        of(
            "an overlong slash",
            node(0, 1).varint(0).varint(2).u8(0xc0).u8(0xaf).toBytes(),
            "not UTF-8"));
  }

  private static byte[] leafSharing(String first, String rest) {
    return file(file(node(0, 2), 0, first, 0, 1), first.length(), rest, 0, 1).toBytes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aMalformedNodeIsRefused(String what, byte[] node, String said) {
    var nodes = new MemoryNodes();
    nodes.write(Digest.of(node), node);
    refused(what, Digest.of(node), nodes, "bytes.malformed", said);
  }

  private static void refused(String what, Digest id, NodeSource source, String code, String said) {
    assertThatThrownBy(() -> new Tree(id, source).forEach(_ -> {}))
        .as(what)
        .isInstanceOfSatisfying(
            Problem.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(Problem.Kind.CORRUPT);
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.what()).contains(said);
            });
    var told = new ArrayList<Problem>();
    new Tree(id, source).check(told::add);
    assertThat(told).as(what).anyMatch(fault -> fault.what().contains(said));
  }

  /// A root above a good leaf and one that `lie` says something wrong of.
  private static Digest above(MemoryNodes nodes, int level, Node below, Item.ChildItem lie) {
    var good = put(nodes, NodeFormat.encode(0, List.of(someFile("a", 3))));
    put(nodes, below);
    return put(nodes, NodeFormat.encode(level, List.of(good.asChild(), lie))).id();
  }

  private static Item.FileItem someFile(String path, long size) {
    return new Item.FileItem(new TreePath(path).key(), EntryKind.FILE, SOME, size);
  }

  private static Node put(MemoryNodes nodes, Node node) {
    nodes.write(node.id(), node.encoded());
    return node;
  }

  static Stream<Arguments> lies() {
    var leaf = NodeFormat.encode(0, List.of(someFile("b.x", 5), someFile("c", 7)));
    var is = leaf.asChild();
    var inner = NodeFormat.encode(1, List.of(is));
    var empty = NodeFormat.encode(0, List.of());
    byte[] key = is.key();
    long bits = is.extensions();
    return Stream.of(
        Arguments.of("another last key", leaf, with(leaf, "d".getBytes(UTF_8), 2, 12, bits), "key"),
        Arguments.of("a file too many", leaf, with(leaf, key, 3, 12, bits), "sums up"),
        Arguments.of("a byte too many", leaf, with(leaf, key, 2, 13, bits), "sums up"),
        Arguments.of("a hidden extension", leaf, with(leaf, key, 2, 12, 0), "sums up"),
        Arguments.of("an invented extension", leaf, with(leaf, key, 2, 12, -1), "sums up"),
        Arguments.of("a node of the same level", inner, inner.asChild(), "has level 1"),
        Arguments.of("an empty leaf", empty, with(empty, key, 0, 0, 0), "another key"));
  }

  private static Item.ChildItem with(Node node, byte[] key, long files, long bytes, long bits) {
    return new Item.ChildItem(key, node.id(), files, bytes, bits);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aNodeThatItsParentDescribesWronglyIsRefused(
      String what, Node below, Item.ChildItem lie, String said) {
    var nodes = new MemoryNodes();
    refused(what, above(nodes, 1, below, lie), nodes, "tree.damaged", said);
  }

  @Test
  void aNodeOfTheWrongLevelIsRefused() {
    var nodes = new MemoryNodes();
    var leaf = NodeFormat.encode(0, List.of(someFile("b", 1)));
    refused(
        "a leaf below level 2",
        above(nodes, 2, leaf, leaf.asChild()),
        nodes,
        "tree.damaged",
        "has level 0 below a node of level 2");
  }

  @Test
  void aRootWithASingleChildIsRefused() {
    var nodes = new MemoryNodes();
    var leaf = put(nodes, NodeFormat.encode(0, List.of(someFile("b", 1))));
    var root = put(nodes, NodeFormat.encode(1, List.of(leaf.asChild())));
    refused("a single child", root.id(), nodes, "tree.damaged", "single child");
  }

  /// Each node holds the one below it 500 times over: 500^12 paths, if anybody followed them.
  @Test
  void nodesThatNameEachOtherManyTimesOverEndSoon() {
    var nodes = new MemoryNodes();
    var node = put(nodes, NodeFormat.encode(0, List.of(someFile("a000", 0))));
    for (int level = 1; level <= Node.LEVEL_MAX; level++) {
      var child = node.asChild();
      var items = new ArrayList<Item>();
      for (int i = 0; i < 500; i++) {
        items.add(
            with(
                node,
                "a%03d".formatted(i).getBytes(UTF_8),
                child.files() > 1e9 ? 1 : child.files(),
                0,
                0));
      }
      node = put(nodes, NodeFormat.encode(level, items));
    }
    refused("a bomb", node.id(), nodes, "tree.damaged", "another key than its parent says");
    assertThat(nodes.read).isLessThan(20 * Node.LEVEL_MAX);
  }

  @Test
  void aSourceThatAnswersOtherNodesIsRefused() {
    var one = leaf("a");
    var other = leaf("b");
    NodeSource wrong = ids -> ids.stream().map(_ -> other).toList();
    refused("other bytes", Digest.of(one), wrong, "bytes.malformed", "another digest");
    NodeSource silent = _ -> List.of();
    refused("too few", Digest.of(one), silent, "tree.miscounted", "gave 0 when asked for 1");
    NodeSource talkative = _ -> List.of(one, one);
    refused("too many", Digest.of(one), talkative, "tree.miscounted", "gave 2 when asked for 1");
  }

  @Seeds(8)
  void everyMutationIsRefusedOrIsWhatTheWriterWrites(long seed) {
    var random = new Random(seed);
    Map<Digest, byte[]> written = new HashMap<>();
    var files = TreeInvariantsTest.someFiles(random, 600);
    TreeInvariantsTest.build(files.values(), written::put);
    var nodes = List.copyOf(written.values());
    for (int round = 0; round < 4_000; round++) {
      byte[] node = mutated(random, nodes.get(random.nextInt(nodes.size())));
      try {
        var decoded = NodeFormat.decode(Digest.of(node), node);
        assertThat(NodeFormat.encode(decoded.level(), List.of(decoded.items())).encoded())
            .isEqualTo(node);
      } catch (Problem fault) {
        assertThat(fault.kind()).isEqualTo(Problem.Kind.CORRUPT);
      }
    }
  }

  private static byte[] mutated(Random random, byte[] from) {
    byte[] node = from.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(80, node.length) : node.length);
      switch (random.nextInt(4)) {
        case 0 -> node[at] = (byte) random.nextInt();
        case 1 -> node[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> {
          node = Arrays.copyOf(node, node.length + 1);
          System.arraycopy(node, at, node, at + 1, node.length - 1 - at);
        }
        default -> {
          System.arraycopy(node, at + 1, node, at, node.length - 1 - at);
          node = Arrays.copyOf(node, node.length - 1);
        }
      }
    }
    return node;
  }
}
