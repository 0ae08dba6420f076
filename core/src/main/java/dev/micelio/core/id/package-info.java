/// Id: the name of a thing that was made here, unique without asking anybody.
///
/// An id is a UUID of version 7: milliseconds first, so that ids made later sort later (to the
/// millisecond), then chance.
///
/// Invariants. Each one is a method of `IdInvariantsTest`, named by its number:
/// 1. Ids of one [dev.micelio.core.id.Ids] rise, whatever the clock does.
/// 2. An id has one text and one array of bytes, and they are ordered alike.
/// 3. What is not an id is refused with a problem.
/// 4. Ids of two makers differ though their clocks are the same.
///
/// Start reading at [dev.micelio.core.id.Id].
@NullMarked
package dev.micelio.core.id;

import org.jspecify.annotations.NullMarked;
