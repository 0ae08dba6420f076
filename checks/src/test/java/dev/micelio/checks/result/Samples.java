package dev.micelio.checks.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.Optional;
import java.util.OptionalLong;

/// Results as a run would give them.
final class Samples {
  static final ProjectId PROJECT = new ProjectId(1, 2);
  static final String SYSTEM = "x86_64-linux";

  private Samples() {}

  static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }

  /// No Zstandard frame: nothing here looks into it.
  static PackedLog log(String text) {
    byte[] packed = ("packed " + text).getBytes(UTF_8);
    return new PackedLog(
        new Check.Log(digest(text), text.length(), Digest.of(packed), packed.length), packed);
  }

  static KnownResult result(String question, Outcome outcome, long attempt) {
    return new KnownResult(
        digest(question),
        PROJECT,
        "unit",
        SYSTEM,
        digest("source of " + question),
        digest("tree"),
        outcome,
        outcome == Outcome.PASSED ? 0 : 1,
        attempt * 10_000,
        attempt * 10_000 + attempt * 100,
        new Usage(OptionalLong.of(12), OptionalLong.empty()),
        Optional.empty(),
        Optional.empty(),
        attempt,
        Optional.of(digest("outputs of " + question)),
        outcome == Outcome.PASSED ? "" : "it broke");
  }

  static KnownResult result(String question, Outcome outcome, long attempt, PackedLog log) {
    var plain = result(question, outcome, attempt);
    return new KnownResult(
        plain.key(),
        plain.project(),
        plain.name(),
        plain.system(),
        plain.source(),
        plain.tree(),
        outcome,
        plain.exit(),
        plain.startedMillis(),
        plain.finishedMillis(),
        plain.usage(),
        Optional.empty(),
        Optional.of(log.log()),
        attempt,
        plain.outputsKey(),
        plain.detail());
  }
}
