package dev.micelio.attest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import dev.micelio.core.project.ProjectId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a policy demands is not asked here: those vectors are accepted.
final class PublicVectorsTest {
  private static final long NOW = 1767225701;
  private static final Set<String> OF_A_POLICY =
      Set.of(
          "BIND_INPUTS",
          "BIND_SRC",
          "ENV_SANDBOX",
          "ENV_PURITY",
          "ENV_NETWORK",
          "ENV_ISOLATION",
          "CHECK_KIND",
          "CHECK_ATTR",
          "CHECK_RUN",
          "CHECK_NOT_PASS",
          "CHECK_MISSING");

  static Stream<Vector> vectors() {
    return PublicVectors.all("public.json").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void everyVectorHasItsCodeAndNoOther(Vector vector) {
    var key =
        PublicKey.of(
            HexFormat.of()
                .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    var trusted = new TrustedKey(key, "runner:pedro", Set.of(Use.CHECK), 0, Long.MAX_VALUE, false);
    var verifier =
        new Verifier(
            ProjectId.parse("0f8fad5bd9cb469fa16570867728950e"),
            id -> id.equals(key.id()) ? Optional.of(trusted) : Optional.empty());
    var verdict = verifier.checkRun(vector.bytes(), NOW, (_, _) -> {});
    var codes =
        switch (verdict) {
          case Verdict.Accepted<?> _ -> List.of("ACCEPT");
          case Verdict.Refused<?>(List<Reason> reasons) ->
              reasons.stream().map(reason -> reason.code().name()).toList();
        };
    assertThat(codes)
        .as(() -> vector.why() + ": " + verdict)
        .containsExactly(OF_A_POLICY.contains(vector.code()) ? "ACCEPT" : vector.code());
  }
}
