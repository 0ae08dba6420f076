/// Command: checks that run a command on a copy of just the files that they may read.
///
/// The *work directory* is that copy; the command may change it, but not its *inputs*, the files
/// that were there. A *tool* is a program whose identity counts, found by its name before anything
/// runs. *Isolation* is what keeps everything else from the command: bubblewrap, or none. What a
/// command sees stands in docs/checks-commands.md.
///
/// Invariants. Each one is a method of `CommandInvariantsTest`, named by its number:
/// 1. The verdict is the command's exit code, whatever it prints.
/// 2. A file that is no input is absent, so that a command that reads it fails.
/// 3. Under bubblewrap there is no network unless it is asked for, nothing of the home directory,
///    of other temporary files or of the project, and only the work directory and `/tmp` can be
///    written.
/// 4. The variables are those that the page lists and those asked for, no others.
/// 5. A run that changed its inputs is told to be no answer.
/// 6. What comes of a run is never in the project: only a workspace is written.
/// 7. All tools that are missing are told at once.
/// 8. A run whose tools are not those of its question any more is told to be no answer.
///
/// Start reading at [dev.micelio.checks.command.CommandRuns].
@NullMarked
package dev.micelio.checks.command;

import org.jspecify.annotations.NullMarked;
