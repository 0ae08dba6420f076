package dev.micelio.checks.process;

import dev.micelio.checks.outcome.Usage;

/// How a program ended. Times are milliseconds since 1970.
///
/// @param exit as the program gave it; 128 and the signal where one ended it
public record Ended(How how, int exit, Usage usage, long startedMillis, long finishedMillis) {

  public enum How {
    EXITED,
    TIMED_OUT,
    OUTPUT_LIMIT,
    CANCELLED
  }
}
