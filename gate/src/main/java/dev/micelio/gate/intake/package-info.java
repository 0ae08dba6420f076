/// Intake: from what was offered to what is believed.
///
/// What is *offered* are a stranger's bytes, and when they were received first. What is *admitted*
/// was signed by a key of the policy, for its project, and is what it says; it may still be about
/// anything. What is *refused* counts for nothing, and denies nothing: whoever could deny by
/// offering rubbish would.
///
/// Invariants. Each one is a method of `IntakeInvariantsTest`, named by its number:
/// 1. Everything that is offered is admitted or refused, and what is refused has a reason.
/// 2. Each is verified at its own receipt: a key that has ended since then counts, and one that had
///    ended by then does not.
/// 3. A revoked key admits nothing, whenever it was received.
/// 4. The same bytes count once, as they were received first.
/// 5. Two statements of one key with one number are refused both; of two keys, neither.
/// 6. Only check runs and endorsements are admitted, each by a key for its use.
///
/// Start reading at [dev.micelio.gate.intake.Intake].
@NullMarked
package dev.micelio.gate.intake;

import org.jspecify.annotations.NullMarked;
