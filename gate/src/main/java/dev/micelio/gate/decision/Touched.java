package dev.micelio.gate.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.pattern.PatternMatcher;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The paths that a change touches, to be asked whether patterns match one of them: of many paths
/// in a row that can not match none is looked at.
final class Touched {
  private final List<byte[]> paths;

  Touched(List<Difference> changes) {
    paths = changes.stream().map(Difference::path).distinct().sorted().map(Touched::key).toList();
  }

  /// As trees order them: 0 between the segments.
  private static byte[] key(TreePath path) {
    return path.text().replace('/', '\0').getBytes(UTF_8);
  }

  boolean any(Patterns patterns) {
    return any(patterns.matcher(), 0, paths.size());
  }

  private boolean any(PatternMatcher matcher, int from, int to) {
    if (to - from < 2) {
      return from < to && matcher.matches(paths.get(from));
    }
    return switch (matcher.reach(before(from), paths.get(to - 1))) {
      case NONE -> false;
      case ALL -> true;
      case SOME -> {
        int middle = (from + to) >>> 1;
        yield any(matcher, from, middle) || any(matcher, middle, to);
      }
    };
  }

  private byte @Nullable [] before(int index) {
    return index == 0 ? null : paths.get(index - 1);
  }
}
