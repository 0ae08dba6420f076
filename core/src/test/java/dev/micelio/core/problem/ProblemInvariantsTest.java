package dev.micelio.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem.Kind;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemInvariantsTest {

  @Test
  void invariant1_everyProblemSaysWhatToDoNext() {
    assertThatThrownBy(() -> new Problem(Kind.INVALID, "a.b", "something", " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Problem(Kind.INVALID, "a.b", "something", "do this").next())
        .isEqualTo("do this");
  }

  @Test
  void invariant2_anExitCodeBelongsToOneKindAndNeverChanges() {
    String codes =
        Arrays.stream(Kind.values())
            .map(kind -> kind + "=" + kind.exitCode())
            .collect(Collectors.joining(" "));
    assertThat(codes)
        .isEqualTo("INVALID=2 DENIED=3 UNAVAILABLE=4 CORRUPT=5 BUG=70 INTERRUPTED=130");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.", "A.b", "a.b.c", "a.b-", "a b.c"})
  void invariant3_aCodeHasTheFormThatCanBeSearchedFor(String code) {
    assertThatThrownBy(() -> new Problem(Kind.INVALID, code, "something", "do this"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
