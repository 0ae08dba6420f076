/// The commands `mic policy …`: what a mic.toml says, how it changes, what its gate would say, and
/// what has landed by it.
///
/// The *file at hand* is the mic.toml that was named, or the nearest one here or above. A *side* is
/// one of the two trees that a change leads from and to: a directory as it is, or a git revision. A
/// *suspicion* is what the user does not believe any more; the landings that it concerns are told
/// as they are found, the oldest first.
///
/// Invariants. Each one is a method of `PolicyCommandsInvariantsTest`, named by its number:
/// 1. A command that can not do what it was asked leaves mic.toml as it was.
/// 2. What is endorsed is what was shown: the digests of the two files that were read.
///
/// Start reading at [dev.micelio.cli.policy.PolicyCheck], then [dev.micelio.cli.policy.PolicyTest]
/// and [dev.micelio.cli.policy.PolicyAffected].
@NullMarked
package dev.micelio.cli.policy;

import org.jspecify.annotations.NullMarked;
