package dev.micelio.attest.vectors;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.key.Signer;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.twin.Twins;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/// An attestation in the making, with one thing to be changed in it. What the change does not touch
/// fits together: check keys, twins and the signature are made anew, in this order, unless the
/// change is about them.
final class Draft {
  static final long NOW = 1767225701;
  static final ProjectId PROJECT = ProjectId.parse("0f8fad5bd9cb469fa16570867728950e");
  static final ProjectId ANOTHER = ProjectId.parse("0f8fad5bd9cb469fa16570867728950f");
  static final String PRINCIPAL = "runner:pedro";

  private static final CborLimits LIMITS = new CborLimits(1 << 20, 1 << 20, 16);
  private static final long SIGNED = NOW - 60;
  private static final long WEEK = 7L * 24 * 60 * 60;

  private final StatementType type;
  private Cbor headers;
  private Cbor payload;
  private boolean asWritten;
  private ProjectId project = PROJECT;
  private Signer signer = GoldenKey.signer();
  private UnaryOperator<byte[]> headerBytes = UnaryOperator.identity();
  private UnaryOperator<byte[]> payloadBytes = UnaryOperator.identity();

  private Draft(StatementType type, Cbor headers, Cbor payload) {
    this.type = type;
    this.headers = headers;
    this.payload = payload;
  }

  /// The golden attestation: `fmt` and `unit` by Nix, and `shell`.
  static Draft golden() {
    return of(
        StatementType.CHECK_RUN,
        "tree:sha256:01a69ad4ca66ebebd8fc22725e20358dd0ecdcd438746c6e546473cd4810b78b",
        cbor(PublicVectors.bytes("check-run.payload.cbor")));
  }

  /// The golden run with nothing but its command: for what ends before any policy is asked.
  static Draft small() {
    var golden = golden();
    return golden
        .set("checks", Cbor.array(golden.get("checks[2]")))
        .without("env.nix")
        .set("twins", Cbor.array());
  }

  static Draft of(Statement statement) {
    return of(statement.type(), statement.subject(), statement.toCbor());
  }

  private static Draft of(StatementType type, String subject, Cbor payload) {
    var claims =
        new Claims(
            PRINCIPAL, subject, Claims.audience(PROJECT), SIGNED + WEEK, SIGNED, GoldenRun.CTI);
    var kid = GoldenKey.signer().publicKey().id();
    return new Draft(type, cbor(Headers.write(type, kid, claims)), payload);
  }

  static Cbor cbor(byte[] bytes) {
    return Cbor.decode("a draft", bytes, LIMITS);
  }

  StatementType type() {
    return type;
  }

  Cbor get(String place) {
    return Edit.get(payload, place);
  }

  Draft set(String place, Cbor value) {
    payload = Edit.set(payload, place, value);
    return this;
  }

  Draft set(String place, String value) {
    return set(place, Cbor.of(value));
  }

  Draft set(String place, long value) {
    return set(place, Cbor.of(value));
  }

  Draft without(String place) {
    payload = Edit.without(payload, place);
    return this;
  }

  Draft payload(Cbor other) {
    payload = other;
    return this;
  }

  /// The headers are `1`, `3` and so on, the claims `15.1` and so on.
  Draft header(String place, Cbor value) {
    headers = Edit.set(headers, place, value);
    return this;
  }

  Draft header(String place, String value) {
    return header(place, Cbor.of(value));
  }

  Draft header(String place, long value) {
    return header(place, Cbor.of(value));
  }

  /// A key that no place can be written for.
  Draft headerUnder(Cbor key, Cbor value) {
    headers = Hand.put((Cbor.Map) headers, key, value);
    return this;
  }

  Draft claimUnder(Cbor key, Cbor value) {
    headers = Edit.change(headers, "15", claims -> Hand.put((Cbor.Map) claims, key, value));
    return this;
  }

  Draft withoutHeader(String place) {
    headers = Edit.without(headers, place);
    return this;
  }

  Cbor headers() {
    return headers;
  }

  /// Check keys and twins stay as they are written.
  Draft asWritten() {
    asWritten = true;
    return this;
  }

  Draft forProject(ProjectId other) {
    project = other;
    return this;
  }

  Draft by(Signer other) {
    signer = other;
    return this;
  }

  Draft kid(KeyId id) {
    return header("4", Cbor.of(id.thumbprint()));
  }

  Draft headerBytes(UnaryOperator<byte[]> change) {
    headerBytes = change;
    return this;
  }

  Draft payloadBytes(UnaryOperator<byte[]> change) {
    payloadBytes = change;
    return this;
  }

  /// One piece of the headers in another encoding, in hexadecimal digits.
  Draft headerPiece(String from, String to) {
    return headerBytes(bytes -> Hand.replace(bytes, from, to));
  }

  Draft payloadPiece(String from, String to) {
    return payloadBytes(bytes -> Hand.replace(bytes, from, to));
  }

  byte[] file() {
    var parts = parts();
    return Envelope.write(parts.headers, parts.payload, parts.sign());
  }

  Parts parts() {
    if (!asWritten && type == StatementType.CHECK_RUN) {
      refit();
    }
    return new Parts(
        headerBytes.apply(headers.encode()), payloadBytes.apply(payload.encode()), project, signer);
  }

  /// Check keys and twins as the record gives them. What is no record any more stays as it is.
  private void refit() {
    CheckRun run;
    try {
      run = GoldenRun.read(payload);
    } catch (Problem | IllegalArgumentException _) {
      return;
    }
    for (int i = 0; i < run.checks().size(); i++) {
      set("checks[" + i + "].key", Cbor.of(run.checks().get(i).keyOfRecord()));
    }
    var refitted = GoldenRun.read(payload);
    boolean isTestResult =
        refitted.twins().size() == 1 && refitted.twins().getFirst().type().contains("test-result");
    if (isTestResult) {
      set("twins[0].sha256", Cbor.of(twins().all().getFirst().sha256()));
    }
  }

  /// The payload as it will be.
  Cbor fitted() {
    parts();
    return payload;
  }

  /// The statements that this run gives.
  Twins twins() {
    return new Twins(GoldenRun.read(payload), cti());
  }

  private String cti() {
    return Edit.get(headers, "15.7") instanceof Cbor.Bytes bytes
        ? HexFormat.of().formatHex(bytes.array())
        : GoldenRun.CTI;
  }

  /// What stands in the file, and who signs it for which project.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Parts(byte[] headers, byte[] payload, ProjectId project, Signer signer) {
    byte[] toBeSigned() {
      return Envelope.toBeSigned(headers, project, payload);
    }

    byte[] sign() {
      return signer.sign(toBeSigned());
    }

    byte[] file(byte[] signature) {
      return Envelope.write(headers, payload, signature);
    }
  }
}
