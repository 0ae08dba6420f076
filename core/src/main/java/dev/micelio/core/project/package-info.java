/// Project: under which keys everything of one project lies.
///
/// A *project* is named by 16 bytes. Its objects have keys below a prefix that begins with that
/// name; whoever works on one project is given an object store that begins there, and knows only
/// keys relative to it.
///
/// Invariants. Each one is a method of `ProjectInvariantsTest`, named by its number:
/// 1. An id has one text, 32 hexadecimal digits in lower case; anything else is refused.
/// 2. The keys of commits are ordered as their positions are.
/// 3. No two kinds of object share a key.
///
/// Start reading at [dev.micelio.core.project.ProjectKeys].
@NullMarked
package dev.micelio.core.project;

import org.jspecify.annotations.NullMarked;
