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
/// 6. What is duplicated arrives twice under its condition, and was answered the first time; what
///    is repeated is answered the second time.
/// 7. While it is throttled an object store does nothing, and afterwards it works again.
/// 8. A list that lags lacks what was put lately and nothing else.
/// 9. A stale cache answers what it has read, for its keys alone, and never hides a put's answer.
///
/// Three faults and the stale cache break the contract: `STALE` and [StaleCache] for reads,
/// `LAGGING` for lists and `REPEATED` for the answers of changes. They are for uses that promise to
/// live with them, such as the head of a project, which nothing is decided by.
///
/// Start reading at [dev.micelio.core.objects.faulty.FaultyObjectStore].
@NullMarked
package dev.micelio.core.objects.faulty;

import org.jspecify.annotations.NullMarked;
