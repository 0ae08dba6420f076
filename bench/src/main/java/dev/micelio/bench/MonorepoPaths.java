package dev.micelio.bench;

import dev.micelio.core.tree.TreePath;
import java.util.function.IntConsumer;

/// Paths as a monorepo has them: areas, projects, packages of twelve files, and now and then a
/// `.nix` file. Number `i` has the same path however many there are.
final class MonorepoPaths {
  private static final int FILES_OF_PACKAGE = 12;
  private static final int AREAS = 20;
  private static final int PROJECTS = 400;
  private static final int FILES_BETWEEN_NIX = 500;
  private static final String[] ENDINGS = {"java", "txt", "md", "ts", "go", "py", "json", "h"};

  private MonorepoPaths() {}

  static String text(int i) {
    int unit = i / FILES_OF_PACKAGE;
    String ending = i % FILES_BETWEEN_NIX == 0 ? "nix" : ENDINGS[i % ENDINGS.length];
    return "area"
        + digits(unit % AREAS, 2)
        + "/project"
        + digits(unit % PROJECTS, 3)
        + "/src/main/package"
        + digits(unit, 6)
        + "/Module"
        + digits(i, 8)
        + "."
        + ending;
  }

  static TreePath path(int i) {
    return new TreePath(text(i));
  }

  private static String digits(int number, int count) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, count - text.length())) + text;
  }

  /// The numbers of the first `count` paths, in the order of the paths; holds none of them.
  static void forEachInOrder(int count, IntConsumer visitor) {
    int units = (count + FILES_OF_PACKAGE - 1) / FILES_OF_PACKAGE;
    for (int area = 0; area < AREAS; area++) {
      for (int project = area; project < PROJECTS; project += AREAS) {
        for (int unit = project; unit < units; unit += PROJECTS) {
          int end = Math.min(count, (unit + 1) * FILES_OF_PACKAGE);
          for (int i = unit * FILES_OF_PACKAGE; i < end; i++) {
            visitor.accept(i);
          }
        }
      }
    }
  }

  /// The number of the path right behind that of `i` among the first `count`; behind the last one
  /// comes the first. There are at least as many as fill one package of each project.
  static int next(int i, int count) {
    int unit = i / FILES_OF_PACKAGE;
    if ((i + 1) % FILES_OF_PACKAGE != 0 && i + 1 < count) {
      return i + 1;
    }
    long below = (unit + (long) PROJECTS) * FILES_OF_PACKAGE;
    if (below < count) {
      return (int) below;
    }
    int project = unit % PROJECTS + AREAS;
    return FILES_OF_PACKAGE * (project < PROJECTS ? project : (project + 1) % AREAS);
  }
}
