package dev.micelio.attest.testkit;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import dev.micelio.attest.verify.Demand;
import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.TrustedKeys;
import dev.micelio.attest.verify.Use;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.project.ProjectId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Verifies vectors as they want to be verified: in their project, at their time, with the golden
/// key trusted for everything.
public final class TrustingVerifier {
  public static final ProjectId PROJECT = ProjectId.parse("0f8fad5bd9cb469fa16570867728950e");
  public static final long NOW_SECONDS = 1767225701;
  public static final String PRINCIPAL = "runner:pedro";

  /// What only a policy can find.
  private static final Set<String> OF_A_POLICY =
      Set.of(
          Code.BIND_INPUTS.name(),
          Code.BIND_SRC.name(),
          Code.ENV_SANDBOX.name(),
          Code.ENV_PURITY.name(),
          Code.ENV_NETWORK.name(),
          Code.ENV_ISOLATION.name(),
          Code.CHECK_KIND.name(),
          Code.CHECK_ATTR.name(),
          Code.CHECK_RUN.name(),
          Code.CHECK_NOT_PASS.name(),
          Code.CHECK_MISSING.name());

  private TrustingVerifier() {}

  /// The golden key, for all uses and all times.
  public static TrustedKey key() {
    return new TrustedKey(
        GoldenKey.signer().publicKey(),
        PRINCIPAL,
        EnumSet.allOf(Use.class),
        0,
        Long.MAX_VALUE,
        false);
  }

  /// Knows this key and no other.
  public static TrustedKeys knowing(TrustedKey key) {
    return id -> id.equals(key.key().id()) ? Optional.of(key) : Optional.empty();
  }

  public static Verifier verifier() {
    return new Verifier(PROJECT, knowing(key()));
  }

  public static Verdict<?> verdict(Vector vector) {
    return verdict(verifier(), vector, (_, _) -> {});
  }

  /// As the kind that is asked for. The demand is put to check runs.
  public static Verdict<?> verdict(Verifier verifier, Vector vector, Demand<CheckRun> demand) {
    return switch (vector.type()) {
      case "check-run" -> verifier.checkRun(vector.bytes(), NOW_SECONDS, demand);
      case "endorse" -> verifier.endorsement(vector.bytes(), NOW_SECONDS, (_, _) -> {});
      case "revoke" -> verifier.revocation(vector.bytes(), NOW_SECONDS, (_, _) -> {});
      case "decision" -> verifier.decision(vector.bytes(), NOW_SECONDS, (_, _) -> {});
      default -> throw new IllegalArgumentException(vector.type());
    };
  }

  public static List<Reason> reasons(Verdict<?> verdict) {
    return switch (verdict) {
      case Verdict.Accepted<?> _ -> List.of();
      case Verdict.Refused<?>(var reasons) -> reasons;
    };
  }

  /// The codes without a policy; ACCEPT where there are none.
  public static List<String> codes(Vector vector) {
    return codes(verdict(vector));
  }

  public static List<String> codes(Verdict<?> verdict) {
    var reasons = reasons(verdict);
    return reasons.isEmpty()
        ? List.of("ACCEPT")
        : reasons.stream().map(reason -> reason.code().name()).toList();
  }

  /// What is found without a policy.
  public static String expected(Vector vector) {
    return OF_A_POLICY.contains(vector.code()) ? "ACCEPT" : vector.code();
  }
}
