/// Patterns: which paths are meant.
///
/// A *pattern* is literal text with `*` and `**`; a list of them means a set of paths, and a
/// leading `!` takes away. docs/formats/patterns.md says exactly which. Checks, policy and sync all
/// ask the same matcher. Its *reach* into some paths is whether it matches none, some or all of
/// them; an *ending* is the text that the matching file names end with.
///
/// Invariants. Each one is a method of `PatternInvariantsTest`, named by its number:
/// 1. A path matches if the last pattern that matches it does not take away.
/// 2. A reach of none or all holds for every path it was asked about.
/// 3. Every matching path is one of the prefixes or lies below one.
/// 4. Every matching file name has one of the endings.
/// 5. Whatever the patterns and the path, matching costs a bounded number of steps for each byte of
///    the path, and bounded memory.
/// 6. A list that is not in the language is refused with all its faults at once.
///
/// Start reading at [dev.micelio.core.pattern.Patterns], then
/// [dev.micelio.core.pattern.PatternMatcher].
@NullMarked
package dev.micelio.core.pattern;

import org.jspecify.annotations.NullMarked;
