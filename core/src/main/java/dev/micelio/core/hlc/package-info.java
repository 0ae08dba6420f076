/// Hlc: time that agrees with cause and effect.
///
/// A *stamp* is a wall-clock time as long as clocks behave, and a counter on top of the last one
/// seen when they do not. The *reference* is a clock that all share, such as the object store's.
///
/// Invariants. Each one is a method of `HlcInvariantsTest`, named by its number:
/// 1. An event that follows another, in one process or by messages, has a greater stamp, whatever
///    the clocks say.
/// 2. No stamp is more than five minutes ahead of the reference; one that would be is refused and
///    leaves no trace.
/// 3. A full counter carries into the milliseconds.
/// 4. Where clocks agree, a stamp is the wall-clock time.
///
/// Start reading at [dev.micelio.core.hlc.Hlc].
@NullMarked
package dev.micelio.core.hlc;

import org.jspecify.annotations.NullMarked;
