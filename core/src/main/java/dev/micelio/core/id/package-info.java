/// Id: the name of a thing that was made here, unique without asking anybody.
///
/// An id is a UUID of version 7: milliseconds first, so that ids made later sort later (to the
/// millisecond), then chance.
///
/// Start reading at [dev.micelio.core.id.Id].
@NullMarked
package dev.micelio.core.id;

import org.jspecify.annotations.NullMarked;
