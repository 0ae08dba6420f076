package dev.micelio.checks.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.statement.Check;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class OutcomeInvariantsTest {

  @Test
  void invariant1_onlyWhatPassedIsSignedAsAPass() {
    assertThat(
            Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.result() == Check.Result.PASS))
        .containsExactly(Outcome.PASSED);
  }

  @Test
  void theWordsAreThoseThatProgramsAreTold() {
    assertThat(Arrays.stream(Outcome.values()).map(Outcome::word))
        .containsExactly(
            "passed",
            "failed",
            "timed-out",
            "log-limit",
            "dependency-failed",
            "evaluation-error",
            "hash-mismatch",
            "not-reproducible",
            "cancelled",
            "infrastructure");
  }
}
