/// Lint: what a policy without a fault may still be sorry for.
///
/// A *warning* is about a policy that can be meant, and is perhaps not: it never makes a file
/// invalid and denies nothing. Its *word* is stable, for programs.
///
/// Invariants. Each one is a method of `LintInvariantsTest`, named by its number:
/// 1. Every word stands in docs/policy.md, and every word there is one.
/// 2. Each word is told of a policy that deserves it, and no more when what it says is done.
/// 3. Somebody's loss is told exactly where the policy without their keys falls short.
///
/// Start reading at [dev.micelio.gate.lint.PolicyLint].
@NullMarked
package dev.micelio.gate.lint;

import org.jspecify.annotations.NullMarked;
