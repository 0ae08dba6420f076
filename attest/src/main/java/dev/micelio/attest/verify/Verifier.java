package dev.micelio.attest.verify;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Decision;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Revocation;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.text.Shown;
import java.time.Duration;

/// Judges the attestations of one project by the keys that are trusted there, in the order that
/// docs/formats/attestation.md gives. It asks nobody, and knows no time but the one it is told.
public final class Verifier {
  public static final Duration SKEW_MAX = Duration.ofMinutes(5);
  public static final Duration LIFE_MAX = Duration.ofDays(90);

  private final ProjectId project;
  private final TrustedKeys keys;

  public Verifier(ProjectId project, TrustedKeys keys) {
    this.project = project;
    this.keys = keys;
  }

  /// `nowSeconds` is when the attestation was received.
  public Verdict<CheckRun> checkRun(byte[] file, long nowSeconds, Demand<CheckRun> demand) {
    return verify(StatementType.CHECK_RUN, Use.CHECK, CheckRun.class, file, nowSeconds, demand);
  }

  public Verdict<Endorsement> endorsement(
      byte[] file, long nowSeconds, Demand<Endorsement> demand) {
    return verify(StatementType.ENDORSE, Use.ENDORSE, Endorsement.class, file, nowSeconds, demand);
  }

  public Verdict<Revocation> revocation(byte[] file, long nowSeconds, Demand<Revocation> demand) {
    return verify(StatementType.REVOKE, Use.ENDORSE, Revocation.class, file, nowSeconds, demand);
  }

  public Verdict<Decision> decision(byte[] file, long nowSeconds, Demand<Decision> demand) {
    return verify(StatementType.DECISION, Use.DECIDE, Decision.class, file, nowSeconds, demand);
  }

  /// An attestation of any kind, of which nothing else is asked.
  public Verdict<? extends Statement> verify(StatementType type, byte[] file, long nowSeconds) {
    return switch (type) {
      case CHECK_RUN -> checkRun(file, nowSeconds, Demand.nothing());
      case ENDORSE -> endorsement(file, nowSeconds, Demand.nothing());
      case REVOKE -> revocation(file, nowSeconds, Demand.nothing());
      case DECISION -> decision(file, nowSeconds, Demand.nothing());
    };
  }

  private <T extends Statement> Verdict<T> verify(
      StatementType type, Use use, Class<T> kind, byte[] file, long nowSeconds, Demand<T> demand) {
    var reasons = new Reasons();
    try {
      var envelope = Envelope.read(file);
      var headers = Headers.read(envelope.headers(), type);
      var trusted = signer(envelope, headers, use, nowSeconds);
      var claims = Claims.read(headers.claims());
      judge(claims, trusted, nowSeconds, reasons);
      int before = reasons.count();
      var statement = kind.cast(Statement.read(type, envelope.payloadValue(), reasons));
      if (reasons.count() == before) {
        Meaning.judge(statement, claims, project, reasons);
        demand.judge(statement, reasons);
      }
      if (reasons.isEmpty()) {
        return new Verdict.Accepted<>(
            new Verified<>(statement, claims, headers.key(), envelope.id(), nowSeconds));
      }
    } catch (Refusal e) {
      reasons.add(e.reason());
    }
    return new Verdict.Refused<>(reasons.list());
  }

  private TrustedKey signer(Envelope envelope, Headers headers, Use use, long nowSeconds)
      throws Refusal {
    var trusted =
        keys.find(headers.key())
            .orElseThrow(() ->
                new Refusal(
                    Code.KEY_UNKNOWN, "key", "a key of the policy", headers.key().toString()));
    allowed(trusted, use, nowSeconds);
    byte[] signature = envelope.signature();
    if (signature.length != PublicKey.SIGNATURE_BYTES) {
      throw new Refusal(
          Code.SIG_LENGTH,
          "signature",
          PublicKey.SIGNATURE_BYTES + " bytes",
          signature.length + " bytes");
    }
    byte[] signed = Envelope.toBeSigned(envelope.headers(), project, envelope.payload());
    if (!trusted.key().verifies(signed, signature)) {
      throw new Refusal(
          Code.SIG_BAD,
          "signature",
          "the signature of " + trusted.principal() + " for the project " + project,
          "another one");
    }
    return trusted;
  }

  private static void allowed(TrustedKey trusted, Use use, long nowSeconds) throws Refusal {
    if (!trusted.uses().contains(use)) {
      throw new Refusal(Code.KEY_USE, "key", "a key for " + use.word(), "one for other uses");
    }
    if (nowSeconds < trusted.fromSeconds() || nowSeconds >= trusted.untilSeconds()) {
      throw new Refusal(
          Code.KEY_DATES,
          "key",
          "a time from "
              + Seconds.shown(trusted.fromSeconds())
              + " until "
              + Seconds.shown(trusted.untilSeconds()),
          Seconds.shown(nowSeconds));
    }
    if (trusted.revoked()) {
      throw new Refusal(Code.KEY_REVOKED, "key", "a key that is not revoked", "a revoked one");
    }
  }

  private void judge(Claims claims, TrustedKey trusted, long nowSeconds, Reasons reasons) {
    if (!claims.iss().equals(trusted.principal())) {
      reasons.add(
          Code.CLAIM_ISS, "claims.iss", Shown.text(trusted.principal()), Shown.text(claims.iss()));
    }
    String aud = Claims.audience(project);
    if (!claims.aud().equals(aud)) {
      reasons.add(Code.CLAIM_AUD, "claims.aud", Shown.text(aud), Shown.text(claims.aud()));
    }
    if (claims.iat() - nowSeconds > SKEW_MAX.toSeconds()) {
      reasons.add(
          Code.TIME_FUTURE,
          "claims.iat",
          "at most %d s after %s".formatted(SKEW_MAX.toSeconds(), Seconds.shown(nowSeconds)),
          Seconds.shown(claims.iat()));
    }
    if (claims.exp() <= nowSeconds) {
      reasons.add(
          Code.TIME_EXPIRED,
          "claims.exp",
          "a time after " + Seconds.shown(nowSeconds),
          Seconds.shown(claims.exp()));
    }
    if (claims.exp() - claims.iat() > LIFE_MAX.toSeconds()) {
      reasons.add(
          Code.TIME_TOO_LONG,
          "claims.exp",
          "at most %d days after iat".formatted(LIFE_MAX.toDays()),
          Seconds.shown(claims.exp()));
    }
  }
}
