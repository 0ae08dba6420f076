/// Edit: a policy file changed in place, as a careful person would.
///
/// A *policy edit* adds a key or a revocation and raises the version. All else of the text stays as
/// it is: comments, order and layout. There is often more than one place where an addition could
/// stand; the first is taken after which the file says what was meant.
///
/// Invariants. Each one is a method of `EditInvariantsTest`, named by its number:
/// 1. What the file says after an edit is what it said before, and the addition, and the version
///    that is one more.
/// 2. Of the text nothing goes but the number of the version: every comment is still there.
/// 3. What would make the file invalid is answered with the faults, and not done.
/// 4. A text that can not be changed so is left, and that is said.
///
/// Start reading at [dev.micelio.gate.edit.PolicyEdit].
@NullMarked
package dev.micelio.gate.edit;

import org.jspecify.annotations.NullMarked;
