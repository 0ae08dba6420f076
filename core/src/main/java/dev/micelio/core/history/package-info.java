/// History: which landing touched a path, and where a session landed.
///
/// The landing log is the truth. *Derived objects* make it fast to ask: a *segment* holds the
/// landings of a thousand positions and an exact index of their *fingerprints*; a *roll-up* holds a
/// *filter* of the fingerprints of ten thousand positions, a hundred thousand or a million, which
/// says "no" or "maybe". The positions that an object speaks about are its *span*; the *chain* that
/// it names, the digest of the commit that holds its last position, says of which log. An answer is
/// found by a *descent* from the widest spans to the landings, the newest first.
/// docs/formats/segment.md and docs/formats/bloom.md have the bytes.
///
/// Invariants. Each one is a method of `HistoryInvariantsTest`, named by its number:
/// 1. Every fingerprint of every landing tests positive in every derived object that covers it.
/// 2. An answer is exactly what reading the whole log would give, whatever derived objects are
///    missing, damaged, unreadable, of another log or of other positions.
/// 3. Derived objects have the same bytes whoever builds them, and are put only where nothing is,
///    or in the place of what is wrong.
/// 4. A builder that is killed at any call leaves nothing wrong, and the next one goes on.
/// 5. A builder that has nothing to do makes one read, however long the log is.
/// 6. Bytes that a stranger wrote are refused or read, never believed beyond their bounds.
///
/// Start reading at [dev.micelio.core.history.History], then [dev.micelio.core.history.Descent].
@NullMarked
package dev.micelio.core.history;

import org.jspecify.annotations.NullMarked;
