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
/// Start reading at [dev.micelio.core.env.Env].
@NullMarked
package dev.micelio.core.env;

import org.jspecify.annotations.NullMarked;
