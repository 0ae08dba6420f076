package dev.micelio.sim.story;

import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;

/// The paths that agents work on. The first ones overlap: names that are a file to one and a
/// directory to another.
final class Paths {
  static final int MAX = 40;
  private static final List<String> HOT =
      List.of("a", "b", "a/b", "readme.md", "a/b/c", "a/c", "b/x", "c/d", "c");

  private Paths() {}

  static List<TreePath> first(int count) {
    var paths = new ArrayList<TreePath>();
    for (int i = 0; i < count; i++) {
      paths.add(
          new TreePath(i < HOT.size() ? HOT.get(i) : "src/part%d/file%d.txt".formatted(i % 3, i)));
    }
    return paths;
  }
}
