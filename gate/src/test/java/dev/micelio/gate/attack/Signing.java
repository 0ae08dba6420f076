package dev.micelio.gate.attack;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.statement.Statement;
import dev.micelio.core.project.ProjectId;

/// Who signs what as whom, when, and for which project.
record Signing(int key, String issuer, ProjectId project, long iat, long exp, String cti) {
  static final long LIFE_SECONDS = 30L * 24 * 3600;

  Signing as(String other) {
    return new Signing(key, other, project, iat, exp, cti);
  }

  Signing with(int other) {
    return new Signing(other, issuer, project, iat, exp, cti);
  }

  Signing forProject(ProjectId other) {
    return new Signing(key, issuer, other, iat, exp, cti);
  }

  Signing at(long seconds) {
    return new Signing(key, issuer, project, seconds, seconds + LIFE_SECONDS, cti);
  }

  Signing numbered(String other) {
    return new Signing(key, issuer, project, iat, exp, other);
  }

  byte[] attest(Statement statement) {
    var signer = Keys.signer(key);
    var claims = new Claims(issuer, statement.subject(), Claims.audience(project), exp, iat, cti);
    byte[] headers = Headers.write(statement.type(), signer.publicKey().id(), claims);
    byte[] payload = statement.toCbor().encode();
    byte[] signature = signer.sign(Envelope.toBeSigned(headers, project, payload));
    return Envelope.write(headers, payload, signature);
  }
}
