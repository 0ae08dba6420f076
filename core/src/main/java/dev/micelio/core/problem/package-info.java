/// Problem: a failure that someone must act on.
///
/// A *problem* has a **kind** (what the reader must do, and the exit code), a **code** (stable and
/// greppable, explained in docs/errors), **what** happened and **next**, one thing to type or do.
/// Expected answers (lost a race, absent, denied) are not problems: they are sealed values of the
/// call that gives them.
///
/// Invariants. Each one is a method of `ProblemInvariantsTest`, named by its number:
/// 1. Every problem says what to do next.
/// 2. An exit code belongs to one kind and never changes.
/// 3. A code has the form `word.word-word`, so that it can be searched for.
///
/// Start reading at [dev.micelio.core.problem.Problem].
@NullMarked
package dev.micelio.core.problem;

import org.jspecify.annotations.NullMarked;
