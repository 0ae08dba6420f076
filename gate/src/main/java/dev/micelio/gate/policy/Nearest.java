package dev.micelio.gate.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The known word that an unknown one was probably meant to be.
final class Nearest {
  private static final int CHARACTERS_MAX = 64;
  private static final int KNOWN_MAX = 256;

  private Nearest() {}

  /// Empty when none is near: a third of its characters may differ, and one always; upper and lower
  /// case are alike. Nor is one looked for among very many.
  static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > CHARACTERS_MAX || known.size() > KNOWN_MAX) {
      return Optional.empty();
    }
    String lower = word.toLowerCase(Locale.ROOT);
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance =
          candidate.length() > CHARACTERS_MAX
              ? least
              : distance(lower, candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return least <= Math.max(1, word.length() / 3) ? Optional.of(nearest) : Optional.empty();
  }

  /// How many characters must be put in, taken out, changed or swapped with their neighbour.
  private static int distance(String from, String to) {
    int[][] rows = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int changed = rows[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        rows[i][j] = Math.min(changed, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[from.length()][to.length()];
  }
}
