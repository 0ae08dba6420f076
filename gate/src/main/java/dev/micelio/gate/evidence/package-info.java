/// Evidence: whether what a check run says is what the policy wants to hear.
///
/// Verification proves who says something; this package compares it with the *definitions* of the
/// checks and the *rules* of the gate. The *circumstances* are what the policy can not know: which
/// checks are required here, what their inputs give in the tree that is judged, and what time it
/// is.
///
/// Invariants. Each one is a method of `EvidenceInvariantsTest`, named by its number:
/// 1. A run that differs from the policy in one way has one reason, with the code of that way; all
///    ways together have all their codes.
/// 2. A run as the policy wants it has no reason, and no default of a policy refuses one that the
///    published vectors accept.
/// 3. Checks that the policy does not define are not judged, and satisfy nothing.
/// 4. A signer's clock makes a result older, never younger.
/// 5. A reason shows a stranger's text cut and without what a terminal would obey.
///
/// Start reading at [dev.micelio.gate.evidence.CheckRunDemand].
@NullMarked
package dev.micelio.gate.evidence;

import org.jspecify.annotations.NullMarked;
