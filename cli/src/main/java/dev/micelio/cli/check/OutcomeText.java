package dev.micelio.cli.check;

import dev.micelio.checks.outcome.Outcome;

/// Outcomes in sentences.
final class OutcomeText {
  private OutcomeText() {}

  /// After a number: `2 timed out`.
  static String counted(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "passed";
      case FAILED -> "failed";
      case TIMED_OUT -> "timed out";
      case LOG_LIMIT -> "printed too much";
      case DEPENDENCY_FAILED -> "lacked what failed to build";
      case EVALUATION_ERROR -> "could not be evaluated";
      case HASH_MISMATCH -> "fetched something else";
      case NOT_REPRODUCIBLE -> "not reproducible";
      case CANCELLED -> "stopped";
      case INFRASTRUCTURE -> "could not run";
    };
  }

  /// After a name: `unit timed out`.
  static String said(Outcome outcome, int exit) {
    return switch (outcome) {
      case FAILED -> "failed with exit code " + exit;
      case DEPENDENCY_FAILED -> "needs something that failed to build";
      case HASH_MISMATCH -> "fetched something else than it says";
      case NOT_REPRODUCIBLE -> "is not reproducible";
      case CANCELLED -> "was stopped";
      case PASSED, TIMED_OUT, LOG_LIMIT, EVALUATION_ERROR, INFRASTRUCTURE -> counted(outcome);
    };
  }
}
