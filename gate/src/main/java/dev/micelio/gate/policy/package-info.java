/// Policy: what must be proved before something lands, and by whom.
///
/// A *policy* is what the file mic.toml says (docs/policy.md): the *definitions* of checks, the
/// *rules* of the gate, and the *principals* with their keys. A *fault* is a place of the file that
/// can not be meant; a file with one is no policy.
///
/// Invariants. Each one is a method of `PolicyInvariantsTest`, named by its number:
/// 1. Whatever the bytes, reading them ends with a policy or with its faults; nothing is thrown.
/// 2. All faults of a file are found at once, each with its line and column.
/// 3. A key that nobody knows is a fault that names the nearest known one.
/// 4. Thresholds count principals: no need is below 1 or above those who could meet it.
/// 5. One raw key belongs to one principal, once.
/// 6. What a policy names it has: owners, required checks, revoked keys.
/// 7. Reading costs time in proportion to the file.
///
/// Start reading at [dev.micelio.gate.policy.Policy], then [dev.micelio.gate.policy.PolicyFile].
@NullMarked
package dev.micelio.gate.policy;

import org.jspecify.annotations.NullMarked;
