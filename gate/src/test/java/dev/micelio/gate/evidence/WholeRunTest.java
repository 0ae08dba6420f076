package dev.micelio.gate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import dev.micelio.attest.testkit.TrustingVerifier;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// From a stranger's bytes to the policy's last demand: every vector of a check run, with the
/// policy that stands beside the vectors.
final class WholeRunTest {
  private static final Policy POLICY =
      PolicyFile.read(PublicVectors.bytes("policy.toml")).orProblem("policy.toml");

  static Stream<Vector> vectors() {
    return Stream.of("public.json", "negative.json")
        .flatMap(file -> PublicVectors.all(file).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void everyVectorHasItsCodeAndNoOther(Vector vector) {
    long now = TrustingVerifier.NOW_SECONDS;
    var demand =
        EvidenceRules.of(POLICY)
            .demand(Circumstances.alone(POLICY, now).withSources(GoldenRun.SOURCES));
    var verdict =
        new Verifier(POLICY.project(), POLICY.trustedKeys()).checkRun(vector.bytes(), now, demand);
    assertThat(TrustingVerifier.codes(verdict))
        .as(() -> vector.why() + ": " + verdict)
        .isEqualTo(List.of(vector.code()));
  }
}
