/// Event: what happens while checks run, for whoever shows it.
///
/// Start reading at [dev.micelio.checks.event.Event].
@NullMarked
package dev.micelio.checks.event;

import org.jspecify.annotations.NullMarked;
