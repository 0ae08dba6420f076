package dev.micelio.core.history;

import org.jspecify.annotations.Nullable;

/// How many positions a [Span] has. Each level holds ten of the one below; the smallest is what one
/// segment holds.
enum Level {
  THOUSAND(1_000),
  TEN_THOUSAND(10_000),
  HUNDRED_THOUSAND(100_000),
  MILLION(1_000_000);

  private final int positions;

  Level(int positions) {
    this.positions = positions;
  }

  int positions() {
    return positions;
  }

  /// Null below the smallest.
  @Nullable Level below() {
    return switch (this) {
      case THOUSAND -> null;
      case TEN_THOUSAND -> THOUSAND;
      case HUNDRED_THOUSAND -> TEN_THOUSAND;
      case MILLION -> HUNDRED_THOUSAND;
    };
  }

  boolean ends(long position) {
    return position % positions == 0;
  }
}
