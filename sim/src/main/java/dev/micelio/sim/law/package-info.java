/// Law: what must hold after every step of a simulation, whatever went wrong.
///
/// The *ledger* is the log as the objects have it, read by a second reader who sees every change of
/// an object at once and believes nothing. It asks each *law* whenever something is *seen*: an
/// object that changed, a landing before it counts, an answer, something that was read. An
/// *offered* is one offer with all that it was made on, so that the *oracle* can say what must
/// become of it.
///
/// Invariants. Each one is a method of `LawInvariantsTest`, named by its number:
/// 1. Every law is broken by what was made to break it.
/// 2. A log that one lander landed, one offer after the other, breaks none.
/// 3. The oracle decides as the merge of trees does, wherever no lines are merged.
///
/// Start reading at [dev.micelio.sim.law.Law], then [dev.micelio.sim.law.Ledger].
@NullMarked
package dev.micelio.sim.law;

import org.jspecify.annotations.NullMarked;
