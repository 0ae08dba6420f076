package dev.micelio.bench;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.SecretKey;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.verify.Demand;
import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.attest.verify.Use;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Attestations of three checks verified and signed on one thread, against the signatures alone
/// that `openssl speed ed25519` makes and verifies of a message of a few bytes, and against those
/// that BouncyCastle makes and verifies of the same bytes. All count processor time alone.
final class AttestBench {
  private static final int SECONDS = 3;
  private static final int ROUNDS = 5;
  private static final int BATCH = 64;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final Env ENV = new MachineEnv();

  private AttestBench() {}

  public static void main(String[] args) throws Exception {
    System.out.println(Shell.run(Path.of("."), List.of("openssl", "version")).strip());
    var run = golden();
    try (var key = SecretKey.generate(ENV)) {
      var attestor = new Attestor(ENV, key, "runner:bench", Duration.ofDays(1));
      byte[] attestation = attestor.attest(run);
      byte[] small = new byte[16];
      byte[] smallSignature = key.sign(small);
      byte[] signature = key.sign(attestation);
      System.out.println("an attestation has " + attestation.length + " bytes");
      var trusted =
          new TrustedKey(
              key.publicKey(), "runner:bench", Set.of(Use.CHECK), 0, Long.MAX_VALUE, false);
      var verifier = new Verifier(run.project(), _ -> Optional.of(trusted));
      long now = ENV.nowMillis() / 1000;
      BooleanSupplier verify =
          () ->
              verifier.checkRun(attestation, now, Demand.nothing())
                  instanceof Verdict.Accepted<CheckRun>;
      PublicKey open = key.publicKey();
      new Turns("verifications/s")
          .with("openssl speed ed25519, verify", () -> openssl(1))
          .with("BouncyCastle, 16 bytes", () -> rate(() -> open.verifies(small, smallSignature)))
          .with(
              "BouncyCastle, as many bytes as an attestation",
              () -> rate(() -> open.verifies(attestation, signature)))
          .with("attestations", () -> rate(verify))
          .take(ROUNDS);
      new Turns("signatures/s")
          .with("openssl speed ed25519, sign", () -> openssl(0))
          .with("BouncyCastle, 16 bytes", () -> rate(() -> key.sign(small).length > 0))
          .with(
              "BouncyCastle, as many bytes as an attestation",
              () -> rate(() -> key.sign(attestation).length > 0))
          .with("attestations", () -> rate(() -> attestor.attest(run).length > 0))
          .take(ROUNDS);
    }
  }

  /// The example of docs/formats/attestation.md.
  static CheckRun golden() throws Exception {
    byte[] file = Files.readAllBytes(Path.of("docs/formats/vectors/attestation/check-run.cose"));
    return (CheckRun)
        Statement.read(StatementType.CHECK_RUN, Unverified.read(file).payload(), new Reasons());
  }

  private static double rate(BooleanSupplier work) {
    var threads = ManagementFactory.getThreadMXBean();
    long end = ENV.nanos() + SECONDS * SECOND_NANOS;
    long start = threads.getCurrentThreadCpuTime();
    long done = 0;
    do {
      for (int i = 0; i < BATCH; i++) {
        if (!work.getAsBoolean()) {
          throw new IllegalStateException("refused");
        }
      }
      done += BATCH;
    } while (ENV.nanos() < end);
    return done * (double) SECOND_NANOS / (threads.getCurrentThreadCpuTime() - start);
  }

  /// Its last line ends in the signatures and the verifications a second.
  private static double openssl(int field) {
    String[] fields =
        Shell.run(
                Path.of("."),
                List.of("openssl", "speed", "-mr", "-seconds", String.valueOf(SECONDS), "ed25519"))
            .strip()
            .split(":", -1);
    return Double.parseDouble(fields[fields.length - 2 + field]);
  }
}
