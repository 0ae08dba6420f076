/// Run: from a plan to answers.
///
/// A check whose key has a *proof* is not run: a proof is a pass that a trusted signer says, in an
/// attestation that verifies. A check that is *known to fail* here is not run again for a while,
/// unless that is asked for. All others are *misses*: they run, and what ran is signed and kept at
/// once; what all of a run gave is signed together at its end.
///
/// Invariants. Each one is a method of `RunInvariantsTest`, named by its number:
/// 1. Only a proof or a run of now makes a check passed.
/// 2. What was cancelled, or broken by the machine, is neither kept nor signed.
/// 3. Of several who ask the same question at once, one runs and the others take its result.
/// 4. Every check of a plan is answered exactly once, and the summary is the last event.
///
/// Start reading at [dev.micelio.checks.run.CheckRunner].
@NullMarked
package dev.micelio.checks.run;

import org.jspecify.annotations.NullMarked;
