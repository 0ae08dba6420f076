/// The object store that tries again where that is safe.
///
/// An *attempt* is one call on the object store below. What is *unavailable* says nothing about its
/// outcome; a condition that was met by a lost first attempt refuses the second, so a hidden
/// repetition would turn a lost answer into a refusal. Only the caller, who can look for its own
/// write, may repeat a conditional call.
///
/// Invariants. Each one is a method of `RetryingInvariantsTest`, named by its number:
/// 1. A conditional put or delete is sent once, whatever becomes of it.
/// 2. Only a problem of the kind `UNAVAILABLE` is followed by another attempt.
/// 3. Attempts, the pauses between them and their total time are bounded; the last problem is what
///    the caller gets.
/// 4. A body is resumed where it broke off, and only with bytes of the version it began with.
///
/// Start reading at [dev.micelio.core.objects.retrying.RetryingObjectStore].
@NullMarked
package dev.micelio.core.objects.retrying;

import org.jspecify.annotations.NullMarked;
