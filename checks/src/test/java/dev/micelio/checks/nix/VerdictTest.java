package dev.micelio.checks.nix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.outcome.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the builder failed                      | true  | 100 | true  | true  |           | FAILED
          it was out of time                      | true  | 101 | true  | true  |           | TIMED_OUT
          it promised other content               | true  | 102 | true  | true  |           | HASH_MISMATCH
          Nix built it twice, and it differs      | true  | 104 | true  | true  |           | NOT_REPRODUCIBLE
          it made no output                       | true  | 1   | true  | true  |           | FAILED
          Nix itself broke                        | true  | 1   | true  | false |           | INFRASTRUCTURE
          no sandbox, so no builder               | true  | 100 | false | true  |           | INFRASTRUCTURE
          another system                          | true  | 1   | false | false |           | INFRASTRUCTURE
          Nix was killed                          | true  | 137 | true  | true  |           | INFRASTRUCTURE
          Nix was ended                           | true  | 143 | true  | true  |           | INFRASTRUCTURE
          an output is gone at once               | true  | 0   | true  | false |           | INFRASTRUCTURE
          the disk was full                       | true  | 100 | true  | true  | diskFull  | INFRASTRUCTURE
          Nix did not end                         | true  | 143 | true  | false | overdue   | INFRASTRUCTURE
          it printed too much                     | true  | 1   | true  | false | flooded   | LOG_LIMIT
          somebody stopped it                     | true  | 1   | true  | true  | cancelled | CANCELLED
          somebody stopped it when it failed      | true  | 100 | true  | true  | cancelled | CANCELLED
          what it is made of failed               | false | 100 | false | true  |           | DEPENDENCY_FAILED
          what it is made of was out of time      | false | 101 | false | true  |           | DEPENDENCY_FAILED
          what it is made of made no output       | false | 1   | false | true  |           | DEPENDENCY_FAILED
          what it is made of printed too much     | false | 1   | false | false | flooded   | DEPENDENCY_FAILED
          what it is made of promised otherwise   | false | 102 | false | true  |           | HASH_MISMATCH
          Nix was killed while that was made      | false | 137 | false | true  |           | INFRASTRUCTURE
          nothing could be fetched                | false | 1   | false | false |           | INFRASTRUCTURE
          """)
  void eachEndHasItsOutcome(
      String when,
      boolean isOwn,
      int exit,
      boolean began,
      boolean failed,
      String sign,
      Outcome outcome) {
    String said = sign == null ? "" : sign;
    var verdict =
        Verdict.of(
            new Verdict.Signs(
                isOwn,
                said.equals("cancelled"),
                said.equals("flooded"),
                said.equals("overdue"),
                exit,
                began,
                failed,
                said.equals("diskFull")));
    assertThat(verdict.outcome()).as(when).isEqualTo(outcome);
    assertThat(verdict.exit()).isNotZero();
  }
}
