package dev.micelio.sim.story;

import dev.micelio.core.env.Env;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What happened, for people to read: one line each, with the simulated time. Keeps the newest.
final class Trace {
  private final Env env;
  private final int linesMax;
  private final Deque<String> lines = new ArrayDeque<>();

  Trace(Env env, int linesMax) {
    this.env = env;
    this.linesMax = linesMax;
  }

  void say(String who, Supplier<String> what) {
    if (linesMax == 0) {
      return;
    }
    if (lines.size() == linesMax) {
      lines.removeFirst();
    }
    lines.addLast(
        String.format(Locale.ROOT, "%12.6f s  %-9s  %s", env.nanos() / 1e9, who, what.get()));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
