package dev.micelio.gate.policy;

import dev.micelio.core.text.Slips;
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
              : Slips.between(lower, candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return least <= Math.max(1, word.length() / 3) ? Optional.of(nearest) : Optional.empty();
  }
}
