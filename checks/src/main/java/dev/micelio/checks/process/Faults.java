package dev.micelio.checks.process;

import dev.micelio.core.problem.Problem;
import java.io.IOException;

/// The problems with programs and their logs.
final class Faults {
  private Faults() {}

  static Problem notStarted(String program, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "process.not-started",
        "%s can not be started: %s".formatted(program, e.getMessage()),
        "see that there is a shell at /bin/sh, and that this machine lets you start programs",
        e);
  }

  static Problem unwritten(String program, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "process.unwritten",
        "what %s prints can not be written: %s".formatted(program, e.getMessage()),
        "see to the disk, then run it again",
        e);
  }

  static Problem interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Problem(
        Problem.Kind.INTERRUPTED,
        "env.interrupted",
        "interrupted while a program ran",
        "run the command again",
        e);
  }

  static Problem damagedLog(String why) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "process.damaged-log",
        "a kept log is not what was kept: " + why,
        "run the check again: `mic check --force`");
  }
}
