package dev.micelio.checks.nix;

import dev.micelio.checks.outcome.Outcome;

/// Says how a build ended, from what no builder can forge: how `nix-store` ended and with which
/// code, whether Nix began the build and counted a failure, whether we stopped it, how much it
/// printed, and whether a disk was full.
///
/// The codes of `nix-store` are 0 for done, 1 for an error, and from 96 on one bit for each sort of
/// failure that builds had.
record Verdict(Outcome outcome, int exit) {
  static final int DONE = 0;
  private static final int BUILDS_FAILED = 0b110_0000;
  private static final int TIMED_OUT = 0b0001;
  private static final int HASH_MISMATCH = 0b0010;
  private static final int FAILED = 0b0100;
  private static final int DIFFERS = 0b1000;

  /// What is known when `nix-store` has ended.
  ///
  /// @param isOwn whether the check itself was to be built, all it is made of being there; else
  ///   that
  /// @param cancelled whether we stopped it because somebody wanted us to
  /// @param flooded whether we stopped it because of what it printed
  /// @param overdue whether we stopped it because it never ended
  /// @param began whether Nix started the check's own builder
  /// @param failed whether Nix counted a build that failed
  /// @param diskFull whether a disk that it wrote to was full
  record Signs(
      boolean isOwn,
      boolean cancelled,
      boolean flooded,
      boolean overdue,
      int exit,
      boolean began,
      boolean failed,
      boolean diskFull) {}

  /// Not for what went well.
  static Verdict of(Signs signs) {
    int exit = signs.exit() == DONE ? 1 : signs.exit();
    return new Verdict(outcome(signs, exit), exit);
  }

  private static Outcome outcome(Signs signs, int exit) {
    if (signs.cancelled()) {
      return Outcome.CANCELLED;
    }
    if (signs.flooded()) {
      return signs.isOwn() ? Outcome.LOG_LIMIT : Outcome.DEPENDENCY_FAILED;
    }
    if (signs.overdue() || signs.diskFull() || signs.exit() == DONE) {
      return Outcome.INFRASTRUCTURE;
    }
    if (has(exit, HASH_MISMATCH)) {
      return Outcome.HASH_MISMATCH;
    }
    if (!signs.isOwn()) {
      return has(exit, TIMED_OUT)
              || has(exit, FAILED)
              || has(exit, DIFFERS)
              || isCounted(signs, exit)
          ? Outcome.DEPENDENCY_FAILED
          : Outcome.INFRASTRUCTURE;
    }
    if (!signs.began()) { // a sandbox that can not be made also ends with 100
      return Outcome.INFRASTRUCTURE;
    }
    if (has(exit, TIMED_OUT)) {
      return Outcome.TIMED_OUT;
    }
    if (has(exit, DIFFERS)) {
      return Outcome.NOT_REPRODUCIBLE;
    }
    // An output that is missing or refers to what it must not ends with 1, as Nix's own errors do;
    // but those are not counted as a build that failed.
    return has(exit, FAILED) || isCounted(signs, exit) ? Outcome.FAILED : Outcome.INFRASTRUCTURE;
  }

  /// Whether all that is wrong is that a second build gave something else.
  static boolean onlyDiffers(int exit) {
    return exit == (BUILDS_FAILED | DIFFERS);
  }

  private static boolean isCounted(Signs signs, int exit) {
    return exit == 1 && signs.failed();
  }

  private static boolean has(int exit, int sort) {
    return exit < 128 && (exit & BUILDS_FAILED) == BUILDS_FAILED && (exit & sort) != 0;
  }
}
