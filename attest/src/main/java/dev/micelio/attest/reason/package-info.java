/// Reason: why an attestation does not count.
///
/// A *code* is a stable word for programs; a *reason* is a code with the place, what was expected
/// and what was found, for people. Whoever judges collects *reasons*, all of them and not the first
/// only.
///
/// Invariants. Each one is a method of `ReasonInvariantsTest`, named by its number:
/// 1. Every code has its entry in docs/gate-codes.md, and no entry is without a code.
/// 2. However much is wrong, no more than [dev.micelio.attest.reason.Reasons#COUNT_MAX] reasons are
///    kept.
///
/// Start reading at [dev.micelio.attest.reason.Code].
@NullMarked
package dev.micelio.attest.reason;

import org.jspecify.annotations.NullMarked;
