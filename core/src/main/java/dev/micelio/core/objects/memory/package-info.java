/// The object store in memory: for tests, simulations and what need not outlive the process.
///
/// It passes `ObjectStoreContract` unchanged. Every call takes an `Env.step` before it begins and
/// one between its effect and its answer, so that a simulation can lose either.
///
/// Start reading at [dev.micelio.core.objects.memory.MemoryObjectStore].
@NullMarked
package dev.micelio.core.objects.memory;

import org.jspecify.annotations.NullMarked;
