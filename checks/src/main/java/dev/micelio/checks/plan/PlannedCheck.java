package dev.micelio.checks.plan;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Totals;

/// One check on one system, with the files that it may read: a question, under its key.
///
/// @param source the id of the restricted tree, and what that holds
public record PlannedCheck(
    CheckDefinition definition,
    String system,
    Digest source,
    Totals files,
    Question question,
    Digest key) {

  public String name() {
    return definition.name();
  }
}
