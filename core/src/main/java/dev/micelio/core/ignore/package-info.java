/// Ignore rules: which files of a directory are left out because its owner said so.
///
/// An *ignore file* is `.gitignore` or `.micignore`. Each of its lines is a *rule* in git's
/// language, whose meaning is git's own, quirks included; docs/snapshots.md has the page for users.
/// A rule speaks about what lies below the directory of its file. *In force* are the rules of a
/// directory and of those above it.
///
/// Everything here works on the bytes of names, as git does: no name is too strange to be ignored.
///
/// Invariants. Each one is a method of `IgnoreInvariantsTest`, named by its number:
/// 1. What is ignored is what git ignores by the same files.
/// 2. The last rule that matches decides; a nearer directory's come after a farther one's, and
///    `.micignore` after `.gitignore`.
/// 3. Whatever the rules and the path, a rule costs a bounded number of steps for each byte of the
///    path: nothing is ever tried twice.
/// 4. A file of rules that is too large is refused, never cut short.
///
/// Start reading at [dev.micelio.core.ignore.Ignores], then [dev.micelio.core.ignore.Rule].
@NullMarked
package dev.micelio.core.ignore;

import org.jspecify.annotations.NullMarked;
