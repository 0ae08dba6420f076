/// Env: the one door to clock, chance, sleep and threads.
///
/// Everything that could make two runs differ comes through [dev.micelio.core.env.Env]; the JDK's
/// own are banned by the build outside this package. A *task* is work that runs beside the caller,
/// a *promise* a value that somebody gives later, a *step* a call on something outside at which a
/// simulated thread may be paused or killed.
///
/// No lock is held across a call on Env, an object store or the network: then running one thread at
/// a time, in an order that a seed chooses, is a fair simulation.
///
/// [dev.micelio.core.env.SeededEnv] is such a simulation: a seed gives one history, down to the
/// last call, and a simulated thread can be killed at any call. A *strand* is a simulated thread;
/// it is made of a virtual thread or, where the JVM allows it, of a continuation, which is much
/// faster and gives the same history. A *machine* is a group of strands with a wall clock of its
/// own: they crash together.
///
/// Invariants. Each one is a method of `EnvInvariantsTest`, named by its number:
/// 1. The same seed gives the same history, another seed another one.
/// 2. Only one simulated thread runs between two calls on Env.
/// 3. A killed thread has no effect through Env any more.
/// 4. When a run has ended, also by a deadlock or without end, all its threads have ended.
/// 5. `all` never works on more items at once than its limit.
///
/// Start reading at [dev.micelio.core.env.Env].
@NullMarked
package dev.micelio.core.env;

import org.jspecify.annotations.NullMarked;
