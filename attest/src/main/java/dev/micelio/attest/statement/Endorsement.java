package dev.micelio.attest.statement;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;

/// A person or second party stands behind something.
public record Endorsement(ProjectId project, Of of, String why) implements Statement {

  /// What is endorsed.
  public sealed interface Of {
    /// A change of the policy: digests of the new and the old mic.toml.
    record PolicyChange(Digest changed, Digest old) implements Of {}

    /// The landing of a session that gives this tree. The session's id is 32 hexadecimal digits.
    record Landing(String session, Digest tree) implements Of {}

    /// The results of one check key: after many attempts, or against another's word.
    record Result(Digest checkKey) implements Of {}
  }

  @Override
  public StatementType type() {
    return StatementType.ENDORSE;
  }

  @Override
  public String subject() {
    return switch (of) {
      case Of.PolicyChange change -> "policy:" + change.changed();
      case Of.Landing landing -> "tree:" + landing.tree();
      case Of.Result result -> "check:" + result.checkKey();
    };
  }

  @Override
  public Cbor.Map toCbor() {
    return EndorsementFormat.write(this);
  }
}
