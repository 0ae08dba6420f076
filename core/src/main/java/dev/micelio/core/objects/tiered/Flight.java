package dev.micelio.core.objects.tiered;

import dev.micelio.core.env.Task;
import org.jspecify.annotations.Nullable;

/// One fetch that all who want a key at the same time wait for. It has a thread of its own, so that
/// whoever asked first may be interrupted or die without the others noticing.
final class Flight {
  /// How it ended.
  sealed interface Landing {
    record Whole(Kept kept) implements Landing {}

    record Absent() implements Landing {}

    record TooLarge() implements Landing {}
  }

  /// Set by whoever forked the thread, as soon as it is forked.
  volatile @Nullable Task<@Nullable Landing> task;

  /// Another flight was first; this one is not to begin.
  volatile boolean cancelled;

  /// It is over, and no longer to be found.
  volatile boolean landed;
}
