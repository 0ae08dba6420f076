/// Source: the files of a tree, written where a check can read them.
///
/// *Contents* are where the bytes of a snapshot's files are read again, such as the directory that
/// it was made of; they are not trusted. To *materialise* a tree is to write its files into an
/// empty directory. A *workspace* is a directory that one process works in for a while.
///
/// Invariants. Each one is a method of `SourceInvariantsTest`, named by its number:
/// 1. A directory that was written has exactly the files of the tree, with their bytes and kinds; a
///    snapshot of it has the tree's id.
/// 2. What the snapshot did not see is never written: a file that is another one by now is a
///    problem.
/// 3. Nothing is written outside the directory, whatever links are in the tree.
/// 4. Modes and times are the same each time.
/// 5. What a killed process left of its workspaces, the next one removes; no other one is touched.
///
/// Start reading at [dev.micelio.checks.source.Materialiser].
@NullMarked
package dev.micelio.checks.source;

import org.jspecify.annotations.NullMarked;
