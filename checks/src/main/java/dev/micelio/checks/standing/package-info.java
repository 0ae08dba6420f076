/// Standing: an answer that still holds, found without reading anything.
///
/// When everything passed, the answer is *kept* with all that decided it: the *sightings* of the
/// directory, and the *surroundings*, which are files elsewhere (tools, keys, settings, mic itself)
/// and variables. It *stands* while all of that is as it was and none of its evidence has expired.
/// A kept answer proves nothing to anybody else, and is given as it was kept, never as a part of
/// another one.
///
/// Invariants. Each one is a method of `StandingInvariantsTest`, named by its number:
/// 1. An answer stands only while everything that it was kept with is as it was when the answer was
///    found.
/// 2. Only an answer in which everything passed is kept.
/// 3. Whatever is kept in whatever form, what does not hold in every part is as if it were not
///    there.
///
/// Start reading at [dev.micelio.checks.standing.StandingAnswers].
@NullMarked
package dev.micelio.checks.standing;

import org.jspecify.annotations.NullMarked;
