/// Plan: which questions a tree raises.
///
/// A *planned check* is a definition on one system with its restricted tree and its *question*, all
/// of it under one check key.
///
/// Invariants. Each one is a method of `PlanInvariantsTest`, named by its number:
/// 1. The key changes exactly when something that the check may depend on changes.
///
/// Start reading at [dev.micelio.checks.plan.PlannedCheck].
@NullMarked
package dev.micelio.checks.plan;

import org.jspecify.annotations.NullMarked;
