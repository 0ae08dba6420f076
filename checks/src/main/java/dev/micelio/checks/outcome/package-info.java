/// Outcome: what comes of running a check once.
///
/// Invariants. Each one is a method of `OutcomeInvariantsTest`, named by its number:
/// 1. Only what passed is signed as a pass.
///
/// Start reading at [dev.micelio.checks.outcome.Outcome].
@NullMarked
package dev.micelio.checks.outcome;

import org.jspecify.annotations.NullMarked;
