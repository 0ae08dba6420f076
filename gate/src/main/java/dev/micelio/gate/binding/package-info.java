/// Binding: whether a result is about the files that would land.
///
/// A result names its *source*, the restricted tree of the check's inputs. It is about the files
/// that would land when the inputs give that very tree in the *result tree*. To know what they
/// give, mostly nothing has to be restricted: a tree whose answer is *known* has the same one if no
/// difference between the two *touches* the inputs. Such a tree is the one before the landing, or
/// one that somebody *attested*.
///
/// Invariants. Each one is a method of `BindingInvariantsTest`, named by its number:
/// 1. The answer is that of restricting the result tree, whatever else is known or claimed.
/// 2. Where the answer of the tree before is known, a landing that touches no inputs reads no node,
///    and another one no more than its changes take.
/// 3. What an attested tree gives is never believed: it counts only if it was worked out here.
/// 4. An attested tree that is out of reach, damaged or too far away is passed over.
/// 5. What was found is remembered, the newest of it, within a bound.
///
/// All of this holds for trees that were checked as a whole ([dev.micelio.core.tree.Tree#check])
/// before they could land.
///
/// Start reading at [dev.micelio.gate.binding.SourceTrees].
@NullMarked
package dev.micelio.gate.binding;

import org.jspecify.annotations.NullMarked;
