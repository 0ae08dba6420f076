/// The cache before a slow object store: memory, then a directory, then the object store itself.
///
/// A key is *content-addressed* when it says which bytes may be under it; its **proof** tells those
/// bytes from all others. An **addressing** is what knows such keys. A **tier** keeps some objects
/// nearer than the *remote*, which has them all. A *flight* is the one fetch that all who want a
/// key at the same time wait for.
///
/// A kept object may outlive the remote's: who must know that an object is still there asks `head`,
/// which goes to the remote as all calls but `get` do.
///
/// Invariants. Each one is a method of `TieredInvariantsTest`, named by its number:
/// 1. Only what the addressing recognises is ever kept; a head or a log always comes from the
///    remote.
/// 2. No bytes enter a tier before their proof held, whichever tier or remote they come from.
/// 3. Readers who want a key at the same time cause one fetch.
/// 4. A failed fetch fails those who waited for it and is forgotten; one whose thread dies leaves
///    nobody waiting.
/// 5. A put is in the remote before it is in any tier.
/// 6. What a tier keeps stays within its bound.
/// 7. A tier that is damaged, full, unwritable or gone costs a fetch and fails nothing.
///
/// Start reading at [dev.micelio.core.objects.tiered.TieredObjectStore].
@NullMarked
package dev.micelio.core.objects.tiered;

import org.jspecify.annotations.NullMarked;
