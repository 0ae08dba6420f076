package dev.micelio.gate.binding;

import dev.micelio.core.problem.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/// Tries a way to an answer that there is another way to.
final class WithinReach {
  private WithinReach() {}

  /// Empty where something on this way can not be read.
  static <T> Optional<T> of(Supplier<T> way) {
    try {
      return Optional.of(way.get());
    } catch (Problem problem) {
      return switch (problem.kind()) {
        case INVALID, DENIED, UNAVAILABLE, CORRUPT -> Optional.empty();
        case BUG, INTERRUPTED -> throw problem;
      };
    }
  }
}
