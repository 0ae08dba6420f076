/// Git: the files of a revision, read out of the git repository that a directory lies in.
///
/// A *revision* is whatever git takes for one: a branch, a tag, an id, `HEAD~3`. Git is asked by
/// its own command, with replace objects off; it is never asked to write. What it says that a
/// content is, is found out again.
///
/// Invariants. Each one is a method of `GitInvariantsTest`, named by its number:
/// 1. The tree of a revision is that of a directory in which just its files lie, with links and
///    modes.
/// 2. What a repository says about its files, such as attributes and replacements, changes none of
///    their bytes.
/// 3. A revision is no option of git, whatever it is called.
///
/// Start reading at [dev.micelio.cli.git.GitRepository].
@NullMarked
package dev.micelio.cli.git;

import org.jspecify.annotations.NullMarked;
