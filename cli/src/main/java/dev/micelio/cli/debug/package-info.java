/// Debug: for people who look after an object store, with no forge in between.
///
/// A landing log is read *whole*: from position 1 on, each commit held against the one before it.
/// It is *sound* up to a position when all before it follow each other. Where it is not, a command
/// here changes nothing.
///
/// Start reading at [dev.micelio.cli.debug.LogCheck].
@NullMarked
package dev.micelio.cli.debug;

import org.jspecify.annotations.NullMarked;
