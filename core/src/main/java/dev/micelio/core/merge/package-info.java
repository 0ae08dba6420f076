/// Merge: the changes that two sides made to one tree, brought together path by path.
///
/// The *base* is the tree that both sides began from, *ours* the one that a session made of it,
/// *theirs* the head that it is to land on. A path is *clean* when at most one side changed it,
/// when both changed it alike, or when one changed its content and the other whether it is
/// executable. All else is a *conflict*. The *partial merge* is the head with every clean change of
/// ours made. A *rename* is a hint: one side deleted a path and added another with the same
/// content. docs/formats/merge.md has the kinds and the rules.
///
/// Invariants. Each one is a method of `TreeMergeInvariantsTest`, named by its number:
/// 1. A merge is what a judge decides who looks at every path of the three trees.
/// 2. Exchanging the sides changes neither the conflicts nor, when there are none, the merged tree.
/// 3. No change is lost: each path that ours changed is as ours has it in the partial merge, or is
///    a conflict, or one of the two independent changes of its content and its mode.
/// 4. The partial merge is the head where there are conflicts, so that landing it takes nothing
///    back.
/// 5. No path of a merged tree is both a file and a directory.
/// 6. What a merge reads grows with the changes, not with the tree.
///
/// Start reading at [TreeMerge], then [Conflict].
@NullMarked
package dev.micelio.core.merge;

import org.jspecify.annotations.NullMarked;
