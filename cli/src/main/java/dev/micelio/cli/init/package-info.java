/// Init: writes the first mic.toml of a project.
///
/// A *guess* is a check that the files of a project suggest, with the reason; a *finder* looks for
/// one kind of them. Nothing of the project is run.
///
/// Invariants. Each one is a method of `InitInvariantsTest`, named by its number:
/// 1. What is written is a policy without a fault, whatever the project holds.
/// 2. A mic.toml that is there is never touched, and then no key is made.
///
/// Start reading at [dev.micelio.cli.init.InitVerb].
@NullMarked
package dev.micelio.cli.init;

import org.jspecify.annotations.NullMarked;
