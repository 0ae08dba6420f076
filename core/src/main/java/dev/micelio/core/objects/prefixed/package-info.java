/// The object store below a prefix of another: one bucket for many owners, each with keys of its
/// own.
///
/// A *prefix* is a key; its objects are those whose keys go on after it with a `/`.
///
/// Invariants. Each one is a method of `PrefixedInvariantsTest`, named by its number:
/// 1. Nothing outside the prefix can be read, listed, changed or removed.
/// 2. A key comes back as it went in, in the same order, without the prefix.
/// 3. Every key of [dev.micelio.core.objects.Key#SIZE_BYTES_EVERYWHERE] fits below every prefix;
///    one that does not fit is refused before anything is asked of the other object store.
///
/// Start reading at [dev.micelio.core.objects.prefixed.PrefixedObjectStore].
@NullMarked
package dev.micelio.core.objects.prefixed;

import org.jspecify.annotations.NullMarked;
