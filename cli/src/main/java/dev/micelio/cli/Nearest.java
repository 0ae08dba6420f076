package dev.micelio.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The word that somebody who mistyped may have meant.
final class Nearest {
  private static final int LENGTH_MAX = 64;

  private Nearest() {}

  /// The nearest of the candidates if it is near: one slip per three letters, or a beginning.
  static Optional<String> to(String word, Collection<String> candidates) {
    if (word.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(candidate ->
            slips(word, candidate) <= Math.max(1, Math.max(word.length(), candidate.length()) / 3)
                || (word.length() > 1 && candidate.startsWith(word)))
        .min(
            Comparator.comparingInt((String candidate) -> slips(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// Letters left out, added, changed, or swapped with their neighbour (optimal string alignment).
  static int slips(String left, String right) {
    var distance = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : least(distance, left, right, i, j);
      }
    }
    return distance[left.length()][right.length()];
  }

  private static int least(int[][] distance, String left, String right, int i, int j) {
    boolean same = left.charAt(i - 1) == right.charAt(j - 1);
    int least =
        Math.min(
            distance[i - 1][j - 1] + (same ? 0 : 1),
            1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
  }
}
