/// Tree: the commands that show what tree a directory is.
///
/// *Inputs* are the patterns that a restricted tree is made of. Every command here reads files and
/// writes none.
///
/// Start reading at [dev.micelio.cli.tree.TreeId].
@NullMarked
package dev.micelio.cli.tree;

import org.jspecify.annotations.NullMarked;
