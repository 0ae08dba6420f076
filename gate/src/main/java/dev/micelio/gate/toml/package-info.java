/// Toml: a file that people write, read with the place of everything in it.
///
/// A *place* is a line and a column, both from 1. A *document* is a table of entries; an entry has
/// the place of its key, and a value has its own. What a file means is the library's word; where it
/// says so is found by a second reading of the same text.
///
/// Invariants. Each one is a method of `TomlInvariantsTest`, named by its number:
/// 1. Whatever the bytes, reading them ends with a document or with what is wrong and where;
///    nothing is thrown.
/// 2. Every key and every value of a document is at the place that it has.
/// 3. A text in which the two readings find different keys is refused.
///
/// Start reading at [dev.micelio.gate.toml.TomlReading].
@NullMarked
package dev.micelio.gate.toml;

import org.jspecify.annotations.NullMarked;
