package dev.micelio.attest.sign;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.key.Signer;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.twin.DsseEnvelope;
import dev.micelio.attest.twin.Twins;
import dev.micelio.core.problem.Problem;
import java.util.List;

/// Signs the twins of an attestation with the key that signed it, and of no other: whoever could
/// have any bytes signed as a twin would have a key that is not theirs.
public final class TwinSigner {
  private final Signer signer;

  public TwinSigner(Signer signer) {
    this.signer = signer;
  }

  /// The twins of this predicate type that the attestation names, in the order in which a run gives
  /// them.
  public List<DsseEnvelope> sign(byte[] attestation, String predicateType) {
    try {
      var envelope = Envelope.read(attestation);
      var headers = Headers.read(envelope.headers());
      var reasons = new Reasons();
      var statement = Statement.read(headers.type(), envelope.payloadValue(), reasons);
      if (!reasons.isEmpty()) {
        throw reasons.list().getFirst().problem();
      }
      requireOwn(envelope, headers, statement);
      if (!(statement instanceof CheckRun run)) {
        throw notYours(
            "an attestation of the kind %s has no twin".formatted(headers.type().word()),
            "name one of the kind " + StatementType.CHECK_RUN.word());
      }
      return new Twins(run, Claims.read(headers.claims()).cti())
          .all().stream()
              .filter(twin -> twin.predicateType().equals(predicateType))
              .filter(twin -> run.twins().contains(twin.twin()))
              .map(twin -> DsseEnvelope.sign(twin, signer))
              .toList();
    } catch (Refusal e) {
      throw e.reason().problem();
    }
  }

  private void requireOwn(Envelope envelope, Headers headers, Statement statement) {
    byte[] signed =
        Envelope.toBeSigned(envelope.headers(), statement.project(), envelope.payload());
    if (!headers.key().equals(signer.publicKey().id())
        || !signer.publicKey().verifies(signed, envelope.signature())) {
      throw notYours(
          "the key %s did not sign this attestation".formatted(signer.publicKey().id()),
          "ask the signer, whose key is %s, to export it".formatted(headers.key()));
    }
  }

  private static Problem notYours(String what, String next) {
    return new Problem(Problem.Kind.DENIED, "attest.not-yours", what, next);
  }
}
