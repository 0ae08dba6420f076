package dev.micelio.core.pattern;

import java.util.List;

/// Says what docs/formats/patterns.md says, by trying every way a wildcard can be read.
final class NaiveJudge {
  private NaiveJudge() {}

  static boolean matches(List<String> patterns, String path) {
    boolean matches = false;
    for (String pattern : patterns) {
      boolean takesAway = pattern.startsWith("!");
      if (segments(
          List.of(pattern.substring(takesAway ? 1 : 0).split("/")), List.of(path.split("/")))) {
        matches = !takesAway;
      }
    }
    return matches;
  }

  private static boolean segments(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    var rest = pattern.subList(1, pattern.size());
    if (!pattern.getFirst().equals("**")) {
      return !path.isEmpty()
          && name(pattern.getFirst(), path.getFirst())
          && segments(rest, path.subList(1, path.size()));
    }
    if (rest.isEmpty()) {
      return !path.isEmpty();
    }
    for (int skipped = 0; skipped <= path.size(); skipped++) {
      if (segments(rest, path.subList(skipped, path.size()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean name(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    if (pattern.charAt(0) != '*') {
      return !name.isEmpty()
          && pattern.charAt(0) == name.charAt(0)
          && name(pattern.substring(1), name.substring(1));
    }
    for (int taken = 0; taken <= name.length(); taken++) {
      if (name(pattern.substring(1), name.substring(taken))) {
        return true;
      }
    }
    return false;
  }
}
