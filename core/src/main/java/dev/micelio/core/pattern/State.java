package dev.micelio.core.pattern;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a matcher is after some bytes of a path: all that decides about the bytes to come.
final class State {
  final long[] positions;

  /// What is certain of all paths that lead on from here.
  final Reach reach;

  /// Whether a path that ends here matches.
  final boolean matches;

  /// The state behind each class of bytes, once it was needed.
  final @Nullable State[] next;

  /// The endings of all that leads on from here and matches, once they were needed.
  @Nullable Set<Ending> endings;

  State(long[] positions, boolean matches, int classCount) {
    this(positions, Reach.SOME, matches, classCount);
  }

  private State(long[] positions, Reach reach, boolean matches, int classCount) {
    this.positions = positions;
    this.reach = reach;
    this.matches = matches;
    next = new State[classCount];
  }

  /// Where nothing that comes makes a difference.
  static State certain(Reach reach, Set<Ending> endings) {
    var state = new State(new long[0], reach, reach == Reach.ALL, 0);
    state.endings = endings;
    return state;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof State that && Arrays.equals(positions, that.positions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(positions);
  }
}
