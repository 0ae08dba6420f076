package dev.micelio.gate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.statement.Statement;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import dev.micelio.gate.intake.Offered;

/// A statement on its way to a gate: who signs it, with what, when, and when it arrives.
public final class Letter {
  private static final long LIFE_SECONDS = 30L * 24 * 3600;

  private final Case about;
  private final Statement statement;
  private String principal;
  private String key;
  private ProjectId context;
  private long signedSeconds = Case.NOW_SECONDS - 30;
  private long lifeSeconds = LIFE_SECONDS;
  private long receivedSeconds = Case.NOW_SECONDS;
  private String cti;

  Letter(Case about, Statement statement, String principal, int number) {
    this.about = about;
    this.statement = statement;
    this.principal = principal;
    key = principal;
    context = statement.project();
    cti = Digest.of(("letter " + number).getBytes(UTF_8)).hex().substring(0, 32);
  }

  /// Says that it comes from somebody else.
  public Letter as(String other) {
    principal = other;
    return this;
  }

  public Letter signedWith(String name) {
    key = name;
    return this;
  }

  /// Signed for another project than it speaks of.
  public Letter signedFor(String project) {
    context = ProjectId.parse(project);
    return this;
  }

  public Letter signedSeconds(long seconds) {
    signedSeconds = seconds;
    return this;
  }

  public Letter lifeSeconds(long seconds) {
    lifeSeconds = seconds;
    return this;
  }

  public Letter receivedSeconds(long seconds) {
    receivedSeconds = seconds;
    return this;
  }

  /// Signed and received so many seconds before now.
  public Letter agoSeconds(long seconds) {
    signedSeconds = Case.NOW_SECONDS - seconds - 30;
    receivedSeconds = Case.NOW_SECONDS - seconds;
    return this;
  }

  public Letter cti(String number) {
    cti = number;
    return this;
  }

  public byte[] bytes() {
    var secret = TestKey.of(key);
    var claims =
        new Claims(
            principal,
            statement.subject(),
            Claims.audience(context),
            signedSeconds + lifeSeconds,
            signedSeconds,
            cti);
    byte[] headers = Headers.write(statement.type(), secret.publicKey().id(), claims);
    byte[] payload = statement.toCbor().encode();
    return Envelope.write(
        headers, payload, secret.sign(Envelope.toBeSigned(headers, context, payload)));
  }

  public Offered offered() {
    return new Offered(bytes(), receivedSeconds);
  }

  /// It comes with the landing. Its id.
  public Digest offer() {
    return about.offer(offered());
  }

  /// It was received before. Its id.
  public Digest know() {
    return about.know(offered());
  }
}
