package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What docs/formats/vectors/tree.txt says, checked against the tree and against [NaiveTree].
final class TreeVectorsTest {

  record Vector(String name, List<String> lines) {
    List<String[]> all(String word) {
      return lines.stream()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length() + 1).split(" ", -1))
          .toList();
    }

    Collection<Entry> entries() {
      for (String[] rule : all("rule")) {
        return VectorRules.entries(rule[0], Integer.parseInt(rule[1])).values();
      }
      return all("entry").stream().map(Vector::entry).toList();
    }

    private static Entry entry(String[] said) {
      return new Entry(
          TreePath.ofKey(HexFormat.of().parseHex(said[0])),
          Objects.requireNonNull(EntryKind.of(Integer.parseInt(said[1]))),
          Digest.parse("sha256:" + said[2]),
          Long.parseLong(said[3]));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    var path = Path.of("docs/formats/vectors/tree.txt");
    String text = Files.readString(Files.exists(path) ? path : Path.of("..").resolve(path), UTF_8);
    var vectors = new ArrayList<Vector>();
    for (String part : text.split("\n\n", -1)) {
      var lines = part.lines().filter(line -> !line.startsWith("#")).toList();
      if (!lines.isEmpty()) {
        vectors.add(new Vector(lines.getFirst().substring("tree ".length()), lines));
      }
    }
    return vectors.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void bothImplementationsMakeEveryTreeAsItsVectorSays(Vector vector) {
    String root = vector.all("root").getFirst()[0];
    var entries = vector.entries();
    var nodes = new MemoryNodes();
    var id = TreeInvariantsTest.build(entries, nodes);
    assertThat(id.hex()).isEqualTo(root);
    var naive = new NaiveTree(entries);
    assertThat(naive.root).isEqualTo(root);
    for (String[] level : vector.all("level")) {
      var sizes = Stream.of(level).skip(1).map(Integer::valueOf).toList();
      assertThat(naive.shape.get(Integer.parseInt(level[0]))).isEqualTo(sizes);
    }
    for (String[] level : vector.all("nodes")) {
      assertThat(naive.shape.get(Integer.parseInt(level[0]))).hasSize(Integer.parseInt(level[1]));
    }
    var listed = vector.all("node").stream().map(node -> node[1]).toList();
    assertThat(listed.isEmpty() ? naive.nodes : listed).isEqualTo(naive.nodes);
    for (String[] top : vector.all("top")) {
      assertThat(naive.nodes.getLast()).isEqualTo(top[0]);
    }
    var tree = new Tree(id, nodes);
    assertThat(tree.depth()).isEqualTo(naive.shape.size());
    var read = new ArrayList<Entry>();
    tree.forEach(read::add);
    assertThat(read).containsExactlyElementsOf(entries);
    tree.check(fault -> {
      throw fault;
    });
  }

  @Test
  void theVectorsCoverWhatTheFormatPromises() throws IOException {
    assertThat(vectors().map(Vector::name))
        .contains(
            "empty",
            "numbered-1",
            "numbered-64",
            "numbered-65",
            "numbered-128",
            "numbered-129",
            "numbered-130",
            "numbered-1000",
            "numbered-100000",
            "falling-1300",
            "stairs-33280",
            "stairs-33345",
            "stairs-66950",
            "mixed-600",
            "split-129",
            "long-200",
            "largest-size",
            "not-ascii");
  }

  @Test
  void theTreeOfAThousandFilesHasItsRoot() {
    assertThat(NaiveTree.id(VectorRules.entries("numbered", 1000).values()))
        .isEqualTo("efcf3af95b30dd8512198ccfb11773e36f385dde47616e2a0986dfa71c21a2cf");
  }
}
