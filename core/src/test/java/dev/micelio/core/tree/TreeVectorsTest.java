package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TreeVectorsTest {

  @Test
  void theTreeOfAThousandFilesHasItsRoot() {
    var entries = new TreeMap<TreePath, Entry>();
    for (int i = 0; i < 1000; i++) {
      var path = new TreePath("d%03d/f%07d.txt".formatted(i % 97, i));
      entries.put(path, new Entry(path, EntryKind.FILE, Digest.of(("" + i).getBytes(UTF_8)), i));
    }
    var builder = new TreeBuilder((_, _) -> {});
    entries.values().forEach(builder::add);
    assertThat(builder.finish().hex())
        .isEqualTo("efcf3af95b30dd8512198ccfb11773e36f385dde47616e2a0986dfa71c21a2cf");
  }
}
