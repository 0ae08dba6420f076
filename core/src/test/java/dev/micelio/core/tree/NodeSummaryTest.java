package dev.micelio.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeSummaryTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 129, 30_000})
  void theNodesAreThoseOfTheFormatFromTheRootDown(int count) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < count; i++) {
      entries.add(
          new Entry(
              new TreePath("f%06d".formatted(i)),
              EntryKind.FILE,
              Digest.of(new byte[] {(byte) i}),
              i));
    }
    var nodes = new NodesInMemory();
    var builder = new TreeBuilder(nodes);
    entries.forEach(builder::add);
    var tree = new Tree(builder.finish(), nodes);
    var naive = new NaiveTree(entries);
    var levels = tree.nodes();
    assertThat(levels.stream().map(level -> level.stream().map(NodeSummary::items).toList()))
        .isEqualTo(naive.shape.reversed());
    assertThat(
            levels.stream()
                .flatMapToInt(level -> level.stream().mapToInt(NodeSummary::sizeBytes))
                .sum())
        .isEqualTo(naive.nodes.stream().mapToInt(node -> node.length() / 2).sum());
    assertThat(levels.getFirst().getFirst().id()).isEqualTo(tree.id());
    for (var level : levels) {
      int at = 0;
      for (var node : level) {
        int end = at + (int) node.totals().files();
        if (count > 0) {
          assertThat(List.of(String.valueOf(node.first()), String.valueOf(node.last())))
              .containsExactly(entries.get(at).path().text(), entries.get(end - 1).path().text());
        }
        at = end;
      }
      assertThat(at).isEqualTo(count);
    }
  }
}
