package dev.micelio.checks.outcome;

import dev.micelio.attest.statement.Check;

/// How a check ended. The verdict is made from exit codes and from what the Nix store holds, never
/// from what was printed.
public enum Outcome {
  PASSED("passed", Check.Result.PASS),
  FAILED("failed", Check.Result.FAIL),
  TIMED_OUT("timed-out", Check.Result.FAIL),
  LOG_LIMIT("log-limit", Check.Result.FAIL),
  /// Something that it is built from failed.
  DEPENDENCY_FAILED("dependency-failed", Check.Result.ERROR),
  /// Nix could not find out what to build.
  EVALUATION_ERROR("evaluation-error", Check.Result.ERROR),
  /// What was fetched is not what was said.
  HASH_MISMATCH("hash-mismatch", Check.Result.FAIL),
  /// Built again, it gave something else.
  NOT_REPRODUCIBLE("not-reproducible", Check.Result.FAIL),
  /// Somebody stopped mic.
  CANCELLED("cancelled", Check.Result.ERROR),
  /// The machine is at fault, not what was checked.
  INFRASTRUCTURE("infrastructure", Check.Result.ERROR);

  private final String word;
  private final Check.Result result;

  Outcome(String word, Check.Result result) {
    this.word = word;
    this.result = result;
  }

  /// As programs are told.
  public String word() {
    return word;
  }

  /// As an attestation says it.
  public Check.Result result() {
    return result;
  }

  /// Whether it says something of what was checked, so that it is kept. What was cancelled, or
  /// broken by the machine, is no answer.
  public boolean isAnswer() {
    return this != CANCELLED && this != INFRASTRUCTURE;
  }
}
