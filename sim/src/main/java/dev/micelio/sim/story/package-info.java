/// Story: agents, landers and what goes wrong, played from one scenario.
///
/// An *agent machine* works through *journals*, which outlive its crashes; a *lander machine* is a
/// forge that lands sessions. Each one sees the object store through a *view* with faults of its
/// own, and has a clock of its own. The *weather* is what goes wrong over all of them: first it is
/// bad, then *fair*, and everything must be decided. The *watch* tells the ledger of every change
/// of an object, at the moment at which it happens. All that lands is production code; nothing
/// stands in its place.
///
/// Invariants. Each one is a method of `StoryInvariantsTest`, named by its number:
/// 1. A scenario's text gives the scenario back, and a wrong one is refused.
/// 2. Every seed sets every dial within its bounds, and seeds differ in all of them.
/// 3. A simulation without faults lands every session that is not in conflict or denied.
/// 4. With all faults on, everything is decided once nothing goes wrong any more.
///
/// Start reading at [dev.micelio.sim.story.Simulation].
@NullMarked
package dev.micelio.sim.story;

import org.jspecify.annotations.NullMarked;
