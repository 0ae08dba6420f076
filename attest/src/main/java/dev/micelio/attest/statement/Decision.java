package dev.micelio.attest.statement;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.List;

/// What a forge's gate decided about a session, and on what evidence. The session's id is 32
/// hexadecimal digits.
public record Decision(
    ProjectId project,
    String session,
    CheckRun.Base base,
    Digest tree,
    Policy policy,
    boolean allowed,
    List<Digest> attestations,
    List<Why> reasons)
    implements Statement {
  public static final int ATTESTATIONS_MAX = 64;

  public Decision {
    attestations = List.copyOf(attestations);
    reasons = List.copyOf(reasons);
  }

  /// The policy that it was judged by: the digest of mic.toml at the base.
  public record Policy(Digest sha256, long version) {}

  public record Why(String code, String about) {}

  @Override
  public StatementType type() {
    return StatementType.DECISION;
  }

  @Override
  public String subject() {
    return "tree:" + tree;
  }

  @Override
  public Cbor.Map toCbor() {
    return DecisionFormat.write(this);
  }
}
