/// What tests of checks share, here and in other modules: a Nix with a store of its own, and a
/// flake with a check for every way in which one can end.
///
/// Start reading at [dev.micelio.checks.testkit.FixtureFlake].
@NullMarked
package dev.micelio.checks.testkit;

import org.jspecify.annotations.NullMarked;
