/// Sim: whether the landing of sessions keeps its promises when everything goes wrong.
///
/// A *seed* decides a *scenario*: how each *dial* is set and what happens then. A simulation plays
/// it and ends early when a *law* breaks. To *shrink* is to turn the dials down as long as the same
/// law breaks, so that the history that is left can be read. docs/simulation.md tells how to use
/// it.
///
/// Invariants. Each one is a method of `SimInvariantsTest`, named by its number:
/// 1. A seed replays exactly, also on the other kind of strand.
/// 2. What is shrunk breaks the same law, and no dial of it is higher.
/// 3. The exit code is 0 when every law held, 1 when one broke, and that of the problem else.
/// 4. Fresh seeds break no law, and the seeds that once did break none any more.
///
/// Start reading at [dev.micelio.sim.Main], then [dev.micelio.sim.story.Simulation].
@NullMarked
package dev.micelio.sim;

import org.jspecify.annotations.NullMarked;
