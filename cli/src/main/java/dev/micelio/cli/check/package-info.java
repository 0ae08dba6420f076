/// Check: `mic check` and what belongs to it, as people and programs see it.
///
/// A *view* shows the events of a run: *live* on a terminal, *plain* in a pipe, *quiet*, or as
/// *JSON*. A *report* is written beside it, whole, when all is answered.
///
/// Invariants. Each one is a method of `CheckViewInvariantsTest`, named by its number:
/// 1. Nothing that a check printed, or that is called by a stranger, reaches a terminal raw.
/// 2. Under `--json` each line is one object, and the last one is the summary.
/// 3. A report is XML 1.0, whatever a check printed.
///
/// Start reading at [dev.micelio.cli.check.CheckView].
@NullMarked
package dev.micelio.cli.check;

import org.jspecify.annotations.NullMarked;
