package dev.micelio.core.env;

import dev.micelio.core.problem.Problem;

/// Why a simulation can not go on.
final class Ruin {
  private Ruin() {}

  static Problem deadlock(String waits) {
    return new Problem(
        Problem.Kind.BUG,
        "env.deadlock",
        "nobody can go on: " + waits,
        "let somebody give what they wait for, also after a failure");
  }

  static Problem runaway(long callsMax, String last) {
    return new Problem(
        Problem.Kind.BUG,
        "env.runaway",
        "the simulation did not end within " + callsMax + " calls; last was " + last,
        "look for a loop without an end in the last events of the history");
  }

  static Problem swallowed(String thread, String where) {
    return new Problem(
        Problem.Kind.BUG,
        "env.killed-swallowed",
        thread + " was killed, caught it and went on at " + where,
        "let Killed pass: it stands for the death of the process");
  }

  static Problem interrupted() {
    return new Problem(
        Problem.Kind.INTERRUPTED,
        "env.interrupted",
        "the simulation was interrupted from outside",
        "run it again with more time");
  }

  static Problem pinned(String thread, String where, Throwable cause) {
    return new Problem(
        Problem.Kind.BUG,
        "env.pinned",
        thread + " can not be paused at " + where + ": " + cause.getMessage(),
        "make no call on Env inside a class initializer or a call from native code",
        cause);
  }
}
