package dev.micelio.attest.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Decision;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Revocation;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.TrustingVerifier;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SignInvariantsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Digest A = Digest.of(new byte[] {1});
  private static final Digest B = Digest.of(new byte[] {2});
  private static final String SESSION = "018f6f2e9c3b7a6e8d1c2b3a4f5e6d7c";

  static List<Statement> statements() {
    var project = TrustingVerifier.PROJECT;
    return List.of(
        GoldenRun.run(),
        GoldenRun.with(List.of(GoldenRun.run().checks().getLast())),
        new Endorsement(project, new Endorsement.Of.PolicyChange(A, B), "read"),
        new Endorsement(project, new Endorsement.Of.Landing(SESSION, A), ""),
        new Endorsement(project, new Endorsement.Of.Result(A), "flaky"),
        new Revocation(project, GoldenKey.another().publicKey().id(), 1, "stolen"),
        new Decision(
            project,
            SESSION,
            new CheckRun.Base(A, 1),
            B,
            new Decision.Policy(A, 17),
            true,
            List.of(A),
            List.of()));
  }

  private static Verdict<?> verdict(Verifier verifier, Statement statement, byte[] file, long now) {
    return switch (statement) {
      case CheckRun _ -> verifier.checkRun(file, now, (_, _) -> {});
      case Endorsement _ -> verifier.endorsement(file, now, (_, _) -> {});
      case Revocation _ -> verifier.revocation(file, now, (_, _) -> {});
      case Decision _ -> verifier.decision(file, now, (_, _) -> {});
    };
  }

  private static Attestor attestor(SeededEnv env, Duration life) {
    return new Attestor(env, GoldenKey.signer(), TrustingVerifier.PRINCIPAL, life);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void invariant1_whatIsSignedIsAcceptedInItsProjectAndInNoOther(Statement statement) {
    var env = new SeededEnv(1);
    byte[] file = attestor(env, DAY).attest(statement);
    long now = env.nowMillis() / 1000;
    var trusted = TrustingVerifier.knowing(TrustingVerifier.key());
    assertThat(verdict(TrustingVerifier.verifier(), statement, file, now))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> {
              assertThat(accepted.verified().principal()).isEqualTo(TrustingVerifier.PRINCIPAL);
              assertThat(accepted.verified().id()).isEqualTo(Digest.of(file));
            });
    var elsewhere = new Verifier(ProjectId.of(new byte[16]), trusted);
    assertThat(TrustingVerifier.codes(verdict(elsewhere, statement, file, now)))
        .containsExactly("SIG_BAD");
    assertThat(
            TrustingVerifier.codes(
                verdict(TrustingVerifier.verifier(), statement, file, now + DAY.toSeconds())))
        .containsExactly("TIME_EXPIRED");
    assertThat(verdict(TrustingVerifier.verifier(), statement, file, now + DAY.toSeconds() - 1))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void invariant1_whatNoVerifierWouldAcceptIsNotSigned() {
    var env = new SeededEnv(1);
    var check = GoldenRun.run().checks().getFirst();
    var large = GoldenRun.with(Collections.nCopies(1000, check));
    assertThatThrownBy(() -> attestor(env, DAY).attest(large))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("attest.too-large"));
    for (var life : List.of(Duration.ofDays(90).plusSeconds(1), Duration.ZERO)) {
      assertThatThrownBy(() -> attestor(env, life))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("attest.bad-life"));
    }
  }

  @Seeds
  void invariant2_noTwoAttestationsAreTheSame(long seed) {
    var attestor = attestor(new SeededEnv(seed), DAY);
    var files = new HashSet<Digest>();
    for (int i = 0; i < 20; i++) {
      assertThat(files.add(Digest.of(attestor.attest(GoldenRun.run())))).isTrue();
    }
  }
}
