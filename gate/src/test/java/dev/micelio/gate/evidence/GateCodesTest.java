package dev.micelio.gate.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.testkit.GateCodes;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.TrustingVerifier;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.policy.PolicyFile;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of docs/gate-codes.md that are vectors, judged with the policy that they name.
final class GateCodesTest {

  static List<GateCodes.Entry> entries() {
    return GateCodes.entries().stream().filter(entry -> !entry.isLanding()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void anExampleGivesTheReasonThatThePagePrints(GateCodes.Entry entry) {
    String policy = new String(PublicVectors.bytes("policy.toml"), UTF_8);
    var read =
        PolicyFile.read(
                entry.change().map(change -> change.in(policy)).orElse(policy).getBytes(UTF_8))
            .orProblem("policy.toml");
    var sources = new TreeMap<String, Digest>(GoldenRun.SOURCES);
    sources.put("docs", Objects.requireNonNull(GoldenRun.SOURCES.get("fmt")));
    var demand =
        EvidenceRules.of(read)
            .demand(Circumstances.alone(read, TrustingVerifier.NOW_SECONDS).withSources(sources));
    var verdict =
        TrustingVerifier.verdict(
            new Verifier(read.project(), read.trustedKeys()), entry.example(), demand);
    assertThat(TrustingVerifier.reasons(verdict))
        .extracting(Reason::toString)
        .contains(entry.reason());
    assertThat(entry.reason()).startsWith(entry.code() + " ");
  }
}
