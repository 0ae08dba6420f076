package dev.micelio.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TouchedTest {
  private static final List<String> NAMES = List.of("a", "b", "a.b", "ab", "é", "a-b", "~");
  private static final List<String> PARTS = List.of("a", "b", "*", "**", "a*", "*b", "é", "a.b");

  private static String joined(Random random, List<String> parts, int most) {
    var path = new ArrayList<String>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      path.add(parts.get(random.nextInt(parts.size())));
    }
    return String.join("/", path);
  }

  private static Difference added(String path) {
    var entry = new Entry(new TreePath(path), EntryKind.FILE, Digest.of(new byte[0]), 0);
    return new Difference(entry.path(), null, entry);
  }

  @Test
  void patternsTouchAChangeIfTheyMatchOneOfItsPaths() {
    int touched = 0;
    for (int seed = 0; seed < 3000; seed++) {
      var random = new Random(seed);
      var paths = new ArrayList<String>();
      for (int i = random.nextInt(30); i > 0; i--) {
        paths.add(joined(random, NAMES, 4));
      }
      var texts = new ArrayList<String>();
      texts.add(joined(random, PARTS, 4));
      if (random.nextBoolean()) {
        texts.add("!" + joined(random, PARTS, 3));
      }
      var patterns = Patterns.of(texts);
      boolean expected = paths.stream().anyMatch(path -> patterns.matcher().matches(path));
      assertThat(new Touched(paths.stream().map(TouchedTest::added).toList()).any(patterns))
          .as("seed %d: %s in %s", seed, texts, paths)
          .isEqualTo(expected);
      touched += expected ? 1 : 0;
    }
    assertThat(touched).isBetween(500, 2500);
  }
}
