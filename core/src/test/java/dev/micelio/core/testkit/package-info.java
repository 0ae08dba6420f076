/// What tests of all modules share: seeds.
///
/// Start reading at [dev.micelio.core.testkit.Seeds].
package dev.micelio.core.testkit;
