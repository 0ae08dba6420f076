package dev.micelio.attest.statement;

import dev.micelio.attest.reason.Reasons;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.project.ProjectId;

/// What a signer says. Its bytes are the canonical CBOR of [#toCbor].
public sealed interface Statement permits CheckRun, Endorsement, Revocation, Decision {
  int VERSION = 1;

  StatementType type();

  ProjectId project();

  /// What it is about, as the claim sub says it.
  String subject();

  Cbor.Map toCbor();

  /// Reads a payload closed. What is wrong is added to the reasons; only without any does the
  /// statement say what the payload says.
  static Statement read(StatementType type, Cbor payload, Reasons reasons) {
    return switch (type) {
      case CHECK_RUN -> CheckRunFormat.read(payload, reasons);
      case ENDORSE -> EndorsementFormat.read(payload, reasons);
      case REVOKE -> RevocationFormat.read(payload, reasons);
      case DECISION -> DecisionFormat.read(payload, reasons);
    };
  }
}
