package dev.micelio.attest.verify;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.statement.Statement;
import dev.micelio.core.digest.Digest;

/// A statement that a trusted key signed for this project, with all that was asked of it. Nothing
/// but [Verifier] makes one.
public final class Verified<T extends Statement> {
  private final T statement;
  private final Claims claims;
  private final KeyId key;
  private final Digest id;
  private final long receivedSeconds;

  Verified(T statement, Claims claims, KeyId key, Digest id, long receivedSeconds) {
    this.statement = statement;
    this.claims = claims;
    this.key = key;
    this.id = id;
    this.receivedSeconds = receivedSeconds;
  }

  public T statement() {
    return statement;
  }

  public Claims claims() {
    return claims;
  }

  /// Who signed it.
  public String principal() {
    return claims.iss();
  }

  public KeyId key() {
    return key;
  }

  /// The attestation's.
  public Digest id() {
    return id;
  }

  /// As of when it was verified, in seconds since 1970.
  public long receivedSeconds() {
    return receivedSeconds;
  }
}
