/// Line merge: two edits of one text brought together line by line.
///
/// A *line* ends with and holds its line feed; the last may lack one. An *edit* is a run of lines
/// of the base that one side replaced by a run of its own, either of them possibly empty. Edits of
/// the two sides *meet* when they share a line of the base or nothing of the base lies between
/// them; what meets, directly or through others, is one *group*. A *hunk* is a group that two sides
/// changed differently, and stands in the marked text between *markers*. docs/formats/merge.md has
/// the algorithm.
///
/// Invariants. Each one is a method of `LineMergeInvariantsTest`, named by its number:
/// 1. Edits that do not meet are merged clean, and the result is exactly both of them.
/// 2. No line that a side added is lost: it stands in the clean result, or between markers.
/// 3. Exchanging the two sides changes neither a clean result nor where the hunks are.
/// 4. A side can be told from the marked text: taking its part of every hunk, and nothing of the
///    other's, gives a text in which all of its edits are made.
/// 5. Time and size are bounded whatever the texts are, and the same texts always give the same
///    bytes.
/// 6. Bytes are kept as they are: line ends, a missing line feed at the end, and what is no UTF-8.
///
/// Start reading at [LineMerge], then [LineDiff].
@NullMarked
package dev.micelio.core.merge.lines;

import org.jspecify.annotations.NullMarked;
