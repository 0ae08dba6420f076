package dev.micelio.attest.statement;

import dev.micelio.attest.key.KeyId;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.project.ProjectId;

/// A key does not count any more: what it signed and was received behind a landing position is
/// refused.
public record Revocation(ProjectId project, KeyId key, long after, String reason)
    implements Statement {

  @Override
  public StatementType type() {
    return StatementType.REVOKE;
  }

  @Override
  public String subject() {
    return "key:" + key;
  }

  @Override
  public Cbor.Map toCbor() {
    return RevocationFormat.write(this);
  }
}
