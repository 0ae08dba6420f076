package dev.micelio.checks.result;

import dev.micelio.attest.schema.Grammar;
import dev.micelio.attest.statement.Check;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.Optional;

/// How one run of one check ended. Times are milliseconds since 1970.
///
/// @param source the id of the restricted tree
/// @param tree the id of the whole tree that the check was asked about
/// @param attestation the attestation that proves it
/// @param log what it printed
/// @param attempt which run of this key on this machine, from 1
/// @param outputsKey what it is filed under beside its key, if it was built
/// @param detail one line for people, or empty
public record KnownResult(
    Digest key,
    ProjectId project,
    String name,
    String system,
    Digest source,
    Digest tree,
    Outcome outcome,
    int exit,
    long startedMillis,
    long finishedMillis,
    Usage usage,
    Optional<Digest> attestation,
    Optional<Check.Log> log,
    long attempt,
    Optional<Digest> outputsKey,
    String detail) {
  static final int SYSTEM_BYTES_MAX = 128;
  static final int DETAIL_BYTES_MAX = 1000;

  public KnownResult {
    if (!outcome.isAnswer()) {
      throw new IllegalArgumentException("what was " + outcome.word() + " says nothing of a check");
    }
    if (!Grammar.isCheckName(name)) {
      throw new IllegalArgumentException("not a name of a check: " + name);
    }
    if (attempt < 1 || startedMillis < 0 || finishedMillis < 0) {
      throw new IllegalArgumentException("attempts count from 1 and times from 1970: " + name);
    }
  }

  /// The same run, proved by this attestation.
  public KnownResult withAttestation(Digest id) {
    return new KnownResult(
        key,
        project,
        name,
        system,
        source,
        tree,
        outcome,
        exit,
        startedMillis,
        finishedMillis,
        usage,
        Optional.of(id),
        log,
        attempt,
        outputsKey,
        detail);
  }

  /// What tells runs apart, whatever attestations prove them.
  Run run() {
    return new Run(key, attempt, startedMillis);
  }

  record Run(Digest key, long attempt, long startedMillis) {}

  public boolean isPass() {
    return outcome == Outcome.PASSED;
  }

  /// Of the run; a clock that was set back meanwhile makes it 0.
  public long durationMillis() {
    return Math.max(0, finishedMillis - startedMillis);
  }

  /// Whether it is a failure that is shown without a run: for as long as it is advisory.
  public boolean isAdvisoryAt(long nowMillis) {
    long ageMillis = nowMillis - finishedMillis;
    return !isPass() && ageMillis >= 0 && ageMillis < LocalResults.ADVISORY.toMillis();
  }
}
