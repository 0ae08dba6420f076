/// Statement: what a signer says, as closed records.
///
/// A *check run* says what came out of the checks of one run; an *endorsement* that a person or
/// second party stands behind something; a *revocation* that a key does not count any more; a
/// *decision* what a gate decided. docs/formats/attestation.md says how each is written.
///
/// Invariants. Each one is a method of `StatementInvariantsTest`, named by its number:
/// 1. What is written is read as the same statement, and what is read without a reason is written
///    as the same bytes.
/// 2. No statement is read as one of another kind.
/// 3. A check key changes with the name, the action, the system and the source of a check, and with
///    nothing else.
///
/// Start reading at [dev.micelio.attest.statement.CheckRun].
@NullMarked
package dev.micelio.attest.statement;

import org.jspecify.annotations.NullMarked;
