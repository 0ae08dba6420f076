/// The command line: words in, an answer and an exit code out.
///
/// A *command* is what the user names (`doctor objects`); a *group* is a word that only leads to
/// commands (`doctor`). The *index* knows every command by name and summary and makes the one that
/// is asked for, so that no other costs anything. A *call* is one run of one command: what was
/// given, and where the answer goes.
///
/// Invariants. Each one is a method of `CliInvariantsTest`, named by its number:
/// 1. Every command has a summary, a description and an example in its help.
/// 2. A failure is told as *what* and *next*, or as one JSON object under `--json`, and its exit
///    code is that of its kind.
/// 3. Under `--json` standard output is exactly one JSON value, whatever happens; or one on each
///    line where a command is asked about many things.
/// 4. Colour goes only to terminals, unless it is asked for.
///
/// Start reading at [dev.micelio.cli.Cli].
@NullMarked
package dev.micelio.cli;

import org.jspecify.annotations.NullMarked;
