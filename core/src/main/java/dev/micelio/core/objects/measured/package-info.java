/// What an object store does and how long it takes, counted without a lock and without a library.
///
/// A *measurement* is what one kind of operation did since the object store was opened; its
/// *latencies* are the times until the answer, without the reading of a body.
///
/// Invariants. Each one is a method of `MeasuredInvariantsTest`, named by its number:
/// 1. Every call is counted once, also one that throws, whatever threads make it.
/// 2. A body counts by the bytes that were moved: those that a reader took, those that a put
///    stored.
/// 3. A quantile is never below the true one, and at most a sixteenth above it.
///
/// Start reading at [dev.micelio.core.objects.measured.MeasuredObjectStore].
@NullMarked
package dev.micelio.core.objects.measured;

import org.jspecify.annotations.NullMarked;
