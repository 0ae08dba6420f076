package dev.micelio.attest.sign;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.key.Signer;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.twin.InToto;
import dev.micelio.attest.twin.Twins;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.HexFormat;

/// Signs statements as one principal, with one key.
public final class Attestor {
  private static final long MILLIS = 1000;

  private final Env env;
  private final Signer signer;
  private final String principal;
  private final Duration life;

  /// What is signed counts for `life` from now.
  public Attestor(Env env, Signer signer, String principal, Duration life) {
    if (life.compareTo(Verifier.LIFE_MAX) > 0 || life.toSeconds() < 1) {
      throw new Problem(
          Problem.Kind.INVALID,
          "attest.bad-life",
          "an attestation counts for 1 second to %d days, not %d seconds"
              .formatted(Verifier.LIFE_MAX.toDays(), life.toSeconds()),
          "name a shorter time");
    }
    this.env = env;
    this.signer = signer;
    this.principal = principal;
    this.life = life;
  }

  /// The bytes of a new attestation. The twins of a check run are made anew: they name this
  /// attestation.
  public byte[] attest(Statement statement) {
    String cti = cti();
    var said = statement instanceof CheckRun run ? withTwins(run, cti) : statement;
    long now = env.nowMillis() / MILLIS;
    var claims =
        new Claims(
            principal,
            said.subject(),
            Claims.audience(said.project()),
            now + life.toSeconds(),
            now,
            cti);
    byte[] headers = Headers.write(said.type(), signer.publicKey().id(), claims);
    byte[] payload = said.toCbor().encode();
    byte[] signature = signer.sign(Envelope.toBeSigned(headers, said.project(), payload));
    byte[] attestation = Envelope.write(headers, payload, signature);
    if (attestation.length > Envelope.SIZE_BYTES_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "attest.too-large",
          "the attestation would have %d bytes; at most %d are read"
              .formatted(attestation.length, Envelope.SIZE_BYTES_MAX),
          "sign a run of fewer checks: one attestation for a part, another for the rest");
    }
    return attestation;
  }

  private String cti() {
    byte[] cti = new byte[Claims.CTI_BYTES];
    env.random().nextBytes(cti);
    return HexFormat.of().formatHex(cti);
  }

  private static CheckRun withTwins(CheckRun run, String cti) {
    return run.withTwins(new Twins(run, cti).all().stream().map(InToto::twin).distinct().toList());
  }
}
