/// What tests of all modules share: seeds.
///
/// Start reading at [dev.micelio.core.testkit.Seeds].
@NullMarked
package dev.micelio.core.testkit;

import org.jspecify.annotations.NullMarked;
