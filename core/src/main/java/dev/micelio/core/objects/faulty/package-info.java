/// The faulty object store: what a bad network and a dying machine do to any object store, from a
/// seed.
///
/// A *fault* is one thing that can go wrong, a *swarm* a choice of them. One faulty object store is
/// one machine's view: several of them over one object store are several machines.
///
/// Invariants. Each one is a method of `FaultyInvariantsTest`, named by its number:
/// 1. Without faults, and when it is merely slow, the contract holds (`FaultyObjectStoreTest`).
/// 2. A call that failed before its effect changed nothing; one that failed after it did; one that
///    is late does so later.
/// 3. A body that breaks off throws; it never ends as if it were whole.
/// 4. After a crash no call of that machine does anything.
/// 5. A seed replays a faulty run exactly.
///
/// Start reading at [dev.micelio.core.objects.faulty.FaultyObjectStore].
@NullMarked
package dev.micelio.core.objects.faulty;

import org.jspecify.annotations.NullMarked;
