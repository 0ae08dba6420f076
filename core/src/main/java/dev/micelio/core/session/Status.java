package dev.micelio.core.session;

import dev.micelio.core.tree.TreePath;
import java.util.List;

/// How far a session is.
///
/// | status | what holds |
/// | --- | --- |
/// | active | everything may change |
/// | landed | its landing is in the log; nothing changes any more |
/// | abandoned | nothing changes any more, but that it has landed if its landing was under way |
public sealed interface Status {
  Status ACTIVE = new Active();
  Status ABANDONED = new Abandoned();

  record Active() implements Status {}

  /// `late` are the paths, in their order, at which the session wants something else than what
  /// landed: changes that came when the lander had read the session already.
  record Landed(long position, List<TreePath> late) implements Status {
    public Landed {
      late = List.copyOf(late);
      if (position < 1) {
        throw new IllegalArgumentException("positions begin with 1, not " + position);
      }
      for (int i = 1; i < late.size(); i++) {
        if (late.get(i - 1).compareTo(late.get(i)) >= 0) {
          throw new IllegalArgumentException("late paths rise, and each is there once");
        }
      }
    }
  }

  record Abandoned() implements Status {}
}
