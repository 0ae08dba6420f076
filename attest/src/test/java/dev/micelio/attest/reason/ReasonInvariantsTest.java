package dev.micelio.attest.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.testkit.GateCodes;
import dev.micelio.attest.testkit.TrustingVerifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ReasonInvariantsTest {

  private static List<String> ofCodes(Function<Code, String> what) {
    return Arrays.stream(Code.values()).map(what).toList();
  }

  @Test
  void invariant1_everyCodeHasItsEntryAndEveryEntryItsCode() {
    var entries = GateCodes.entries();
    assertThat(entries).extracting(GateCodes.Entry::code).isEqualTo(ofCodes(Code::name));
    assertThat(entries).extracting(GateCodes.Entry::meaning).isEqualTo(ofCodes(Code::meaning));
    assertThat(entries).extracting(GateCodes.Entry::next).isEqualTo(ofCodes(Code::next));
  }

  /// Those that no policy is needed for; with one, the tests of the gate do the same for all.
  @Test
  void invariant1_anExampleGivesTheReasonThatThePagePrints() {
    var withoutPolicy =
        GateCodes.entries().stream()
            .filter(entry -> !entry.isLanding() && entry.change().isEmpty())
            .filter(entry -> TrustingVerifier.expected(entry.example()).equals(entry.code()))
            .toList();
    assertThat(withoutPolicy).hasSizeGreaterThan(Code.values().length / 2);
    assertThat(withoutPolicy)
        .allSatisfy(entry ->
            assertThat(TrustingVerifier.reasons(TrustingVerifier.verdict(entry.example())))
                .extracting(Reason::toString)
                .containsExactly(entry.reason()));
  }

  @Test
  void invariant2_howeverMuchIsWrongNotMoreIsKept() {
    var reasons = new Reasons();
    for (int i = 0; i < Reasons.COUNT_MAX * 2; i++) {
      reasons.add(Code.SCHEMA_UNKNOWN, "m" + i, "no such member", "one");
      assertThat(reasons.count()).isEqualTo(Math.min(i + 1, Reasons.COUNT_MAX));
      assertThat(reasons.isEmpty()).isFalse();
    }
    assertThat(reasons.list()).hasSize(Reasons.COUNT_MAX);
    assertThat(reasons.list().getFirst().where()).isEqualTo("m0");
  }
}
