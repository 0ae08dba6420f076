/// Fitness: whether an object store keeps its promises, found out by making it keep them.
///
/// Documentation of an object store says what it should do; races say what it does. A *probe* makes
/// each *property* of the contract true or false before our eyes, in a scratch prefix of its own,
/// and gives a *finding* for it: **held**, **broken**, or **not offered** (refused honestly, which
/// only a conditional delete may be). The *effort* says how long the probe may look.
///
/// Invariants. Each one is a method of `FitnessInvariantsTest`, named by its number:
/// 1. An object store that passes `ObjectStoreContract` is never found broken.
/// 2. An answer that says nothing about the outcome is settled by reading, never counted as a win
///    or as a loss.
/// 3. What cannot be judged is a problem of kind `UNAVAILABLE`, never *held* and never *broken*.
/// 4. The probe leaves nothing behind, and touches nothing outside its scratch prefix.
///
/// Start reading at [dev.micelio.core.objects.fitness.FitnessProbe].
@NullMarked
package dev.micelio.core.objects.fitness;

import org.jspecify.annotations.NullMarked;
