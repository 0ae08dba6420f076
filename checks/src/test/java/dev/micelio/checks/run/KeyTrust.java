package dev.micelio.checks.run;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.verify.Demand;
import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verified;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.project.ProjectId;
import java.util.EnumSet;
import java.util.Optional;

/// Believes one key, by the real verifier.
record KeyTrust(Env env, ProjectId project, String principal, PublicKey key) implements Trust {

  @Override
  public Optional<Proof> proves(byte[] attestation, PlannedCheck check) {
    return verified(attestation)
        .flatMap(run ->
            pass(run, check.key())
                .map(said -> new Proof(run.id(), attestation, said, run.claims().exp())));
  }

  @Override
  public Optional<Check> ownPass(byte[] attestation, Digest key) {
    return verified(attestation).flatMap(run -> pass(run, key));
  }

  private static Optional<Check> pass(Verified<CheckRun> run, Digest key) {
    return run.statement().checks().stream()
        .filter(said -> said.key().equals(key) && said.result() == Check.Result.PASS)
        .findFirst();
  }

  private Optional<Verified<CheckRun>> verified(byte[] attestation) {
    var trusted = new TrustedKey(key, principal, EnumSet.of(Use.CHECK), 0, Long.MAX_VALUE, false);
    var verifier =
        new Verifier(project, id -> Optional.of(trusted).filter(_ -> id.equals(key.id())));
    return verifier.checkRun(attestation, env.nowMillis() / 1000, Demand.nothing())
            instanceof Verdict.Accepted<CheckRun>(var accepted)
        ? Optional.of(accepted)
        : Optional.empty();
  }
}
