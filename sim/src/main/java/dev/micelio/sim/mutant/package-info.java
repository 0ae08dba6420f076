/// Mutant: proof that the simulator finds bugs, by planting some.
///
/// A *mutant* is a bug: one snippet of a source file of main code and what stands there instead.
/// The file is compiled with it in memory, and a simulation runs on a copy of all our classes with
/// the patched ones among them: so main code has no switches for its own mutation. A mutant *dies*
/// at the first seed that breaks a law; each one has a number of seeds within which it must.
///
/// Invariants. Each one is a method of `MutantInvariantsTest`, named by its number:
/// 1. A mutant whose snippet is not in the source exactly once is refused.
/// 2. What is patched does not touch the classes that run here.
/// 3. Every mutant dies within its seeds.
///
/// Start reading at [dev.micelio.sim.mutant.Mutants].
@NullMarked
package dev.micelio.sim.mutant;

import org.jspecify.annotations.NullMarked;
