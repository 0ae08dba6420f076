package dev.micelio.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.testkit.GateCodes;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.testkit.Case;
import dev.micelio.gate.testkit.PolicyText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of docs/gate-codes.md that are landings.
final class LandingCodesTest {
  private static final Map<String, Case> LANDINGS =
      Map.ofEntries(
          Map.entry("two-statements-one-number", twoStatementsOneNumber()),
          Map.entry(
              "two-signers-of-one-org",
              unit()
                  .policy(text -> text.gate("signers = { need = 2, distinct = \"org\" }"))
                  .passes("unit", "ci-a", "ci-c")),
          Map.entry("one-says-it-fails", oneSaysItFails()),
          Map.entry("policy-removed", Case.gate().remove(PolicyFile.NAME)),
          Map.entry(
              "policy-misspelt",
              Case.gate().changesPolicy(text -> text.version(18).gate("singers = 2"))),
          Map.entry("policy-of-last-year", Case.gate().newest(40, Digest.of(new byte[0]))),
          Map.entry(
              "policy-without-a-new-version",
              Case.gate().changesPolicy(text -> text.gate("attempts = 3"))),
          Map.entry(
              "policy-of-another-project",
              Case.gate()
                  .changesPolicy(
                      text -> text.version(18).project("00000000000000000000000000000001"))),
          Map.entry("policy-nobody-endorsed", policyNobodyEndorsed()),
          Map.entry(
              "policy-without-owners",
              Case.gate().changesPolicy(_ -> PolicyText.empty().version(18))),
          Map.entry("policy-in-capitals", Case.gate().change("Mic.toml", "")),
          Map.entry("sixty-five", sixtyFive()));

  private static Case unit() {
    return Case.requiring("unit", "src/**");
  }

  private static Case twoStatementsOneNumber() {
    var one = unit();
    var number = "000102030405060708090a0b0c0d0e0f";
    one.run("ci-a").passes("unit").letter().cti(number).offer();
    one.run("ci-a").fails("unit").letter().cti(number).offer();
    return one;
  }

  private static Case oneSaysItFails() {
    var one = unit().passes("unit", "ci-a");
    one.run("ci-b").fails("unit").know();
    return one;
  }

  private static Case policyNobodyEndorsed() {
    var one =
        Case.gate()
            .policy(text -> text.gate("owners = { of = [\"ana\", \"pedro\"], need = 2 }"))
            .changesPolicy(text -> text.version(18));
    one.endorsePolicy("pedro").offer();
    return one;
  }

  private static Case sixtyFive() {
    var one = unit();
    IntStream.rangeClosed(0, 64)
        .forEach(i -> one.offer(new Offered(new byte[] {(byte) i}, Case.NOW_SECONDS)));
    return one;
  }

  static List<GateCodes.Entry> entries() {
    return GateCodes.entries().stream().filter(GateCodes.Entry::isLanding).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void aLandingGivesTheReasonThatThePagePrints(GateCodes.Entry entry) {
    var one = Objects.requireNonNull(LANDINGS.get(entry.vector()));
    var refused = one.judge().refused().stream().flatMap(each -> each.reasons().stream()).toList();
    assertThat(Stream.concat(one.reasons().stream(), refused.stream()).map(Reason::toString))
        .contains(entry.reason());
    assertThat(entry.reason()).startsWith(entry.code() + " ");
  }

  @Test
  void everyLandingIsAnExample() {
    assertThat(entries())
        .extracting(GateCodes.Entry::vector)
        .containsExactlyInAnyOrderElementsOf(LANDINGS.keySet());
  }
}
