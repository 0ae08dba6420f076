/// Tree: the files of a project at one moment, under one id.
///
/// A *tree* is a sorted map from path to *entry* (kind, digest, size), kept as a B+ tree whose
/// shape follows from its content alone: a *node* holds *items*, which are entries at level 0 and
/// *children* above. A *boundary* is where one node ends and the next begins. The *tree id* is the
/// digest of the root node. A *restricted tree* holds just the entries of another one that match a
/// list of patterns. docs/formats/tree.md has the bytes.
///
/// Invariants. Each one is a method of `TreeInvariantsTest`, named by its number:
/// 1. Equal content has an equal id, whatever the order and the grouping of the changes that led to
///    it.
/// 2. A change rewrites only nodes whose items lie within w items of it, level by level.
/// 3. A node that is not canonical, or that its parent describes wrongly, is refused when it is
///    read. `HostileNodesTest` has the table. What shows only when nodes are seen side by side
///    (keys that overlap, a node that ends at the wrong place) is found by
///    [dev.micelio.core.tree.Tree#check].
/// 4. The difference of two trees is exact, and equal subtrees are not read.
/// 5. A restricted tree is the tree of the matching entries, and nothing around them shows in its
///    id.
/// 6. No path is a file and a directory: neither the builder nor a change makes such a tree.
///
/// `TreeModelTest` and `TreeVectorsTest` compare all of this with a second implementation, made
/// from the format page alone.
///
/// Start reading at [dev.micelio.core.tree.Tree], then [dev.micelio.core.tree.Cutter].
@NullMarked
package dev.micelio.core.tree;

import org.jspecify.annotations.NullMarked;
