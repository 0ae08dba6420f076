package dev.micelio.cli;

import dev.micelio.core.text.Slips;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The word that somebody who mistyped may have meant.
public final class Nearest {
  private static final int LENGTH_MAX = 64;

  private Nearest() {}

  /// The nearest of the candidates if it is near: one slip per three letters, or a beginning.
  public static Optional<String> to(String word, Collection<String> candidates) {
    if (word.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(candidate ->
            Slips.between(word, candidate)
                    <= Math.max(1, Math.max(word.length(), candidate.length()) / 3)
                || (word.length() > 1 && candidate.startsWith(word)))
        .min(
            Comparator.comparingInt((String candidate) -> Slips.between(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }
}
