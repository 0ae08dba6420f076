package dev.micelio.sim.story;

import dev.micelio.core.landing.Outcome;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.TreePath;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Words for the trace.
final class Say {
  private Say() {}

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Landed(long position, _, var at) -> "landed at " + position + ", " + at;
      case Outcome.Conflicted conflicted ->
          "in conflict on "
              + conflicted.head().position()
              + " at "
              + conflicted.paths().stream()
                  .map(path -> path.conflict().path() + " " + path.conflict().kind().text())
                  .collect(Collectors.joining(", "));
      case Outcome.Denied(var head, _) -> "denied on " + head.position();
      case Outcome.Undecided(var why) -> "undecided: " + why;
    };
  }

  static String changes(Map<TreePath, Entry> base, Map<TreePath, Optional<Entry>> wanted) {
    return wanted.entrySet().stream()
        .map(wish ->
            (wish.getValue().isEmpty() ? "-" : base.containsKey(wish.getKey()) ? "~" : "+")
                + wish.getKey())
        .collect(Collectors.joining(" "));
  }
}
