/// Process: programs that run on a leash, and what they print.
///
/// A *launch* says what to run; a shell script, the *leash*, runs it in a session of its own. The
/// leash knows that this process is there by its standard input: when that ends, however it came to
/// that, it ends everything that was started. To *end* a program is TERM first and, a *grace*
/// later, KILL, for all that comes from it.
///
/// A *log* is what a run printed, both of its streams together, as raw bytes: the first and the
/// last of them where there are too many, packed in one Zstandard frame. A *line* is what is shown
/// of it while it comes. An *excerpt* is the part of it that a person wants to see first.
///
/// Invariants. Each one is a method of `ProcessInvariantsTest`, named by its number:
/// 1. The exit code is the program's own, and 128 and the signal where one ended it.
/// 2. A run ends within its time and twice the grace, whatever the program does with TERM.
/// 3. What a program started ends with it, unless it left its session and its parents.
/// 4. What a program started ends with this process, also when that is killed without warning.
/// 5. Nothing is inherited: neither variables nor files nor signals that are ignored.
/// 6. However much a program prints, a bounded part of it is in memory, and its order is kept.
/// 7. A log that was kept is read as it was, or not at all.
///
/// Start reading at [dev.micelio.checks.process.Processes].
@NullMarked
package dev.micelio.checks.process;

import org.jspecify.annotations.NullMarked;
