package dev.micelio.checks.outcome;

import dev.micelio.attest.statement.Action;
import java.util.Optional;

/// What came of running a check once. Times are milliseconds since 1970.
///
/// @param exit of what ran; 0 only if it passed
/// @param log what it printed
/// @param action what was done, as an attestation says it; empty when it did not come to that
/// @param detail one line for people where the outcome alone says too little, such as which
///   dependency failed or why a flake can not be evaluated; else empty
/// @param keepable whether it answers the question that was asked, so that it may be kept and
///   signed if its outcome is an answer; not so when the run changed its own inputs
public record Ran(
    Outcome outcome,
    int exit,
    long startedMillis,
    long finishedMillis,
    Usage usage,
    PackedLog log,
    Optional<Action> action,
    String detail,
    boolean keepable) {

  public Ran(
      Outcome outcome,
      int exit,
      long startedMillis,
      long finishedMillis,
      Usage usage,
      PackedLog log,
      Optional<Action> action,
      String detail) {
    this(outcome, exit, startedMillis, finishedMillis, usage, log, action, detail, true);
  }
}
