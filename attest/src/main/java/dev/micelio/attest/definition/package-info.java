/// Definition: what a check is, before anybody has run it.
///
/// A *definition* has a name, the *inputs* that the check may read, the *systems* it is for, how
/// long it may take, and what it does: it builds a flake *attribute* or runs a *command*. Who asks
/// for checks and who runs them mean the same by it.
///
/// Start reading at [dev.micelio.attest.definition.CheckDefinition].
@NullMarked
package dev.micelio.attest.definition;

import org.jspecify.annotations.NullMarked;
