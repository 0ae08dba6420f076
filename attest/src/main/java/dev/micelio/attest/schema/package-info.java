/// Schema: values of canonical CBOR, read as the members of closed records.
///
/// An *item* is a value at its place; *members* are those of one map. Nothing is thrown at what a
/// stranger wrote: what is wrong is collected as *reasons*, each with its place, so that all of it
/// is told at once.
///
/// Invariants. Each one is a method of `SchemaInvariantsTest`, named by its number:
/// 1. A member that is missing, unknown, of another type, size or grammar gives exactly one reason,
///    which names its place.
/// 2. What a stranger wrote stands in a reason without anything that a terminal obeys, and short.
/// 3. The grammars of names and of store paths are those of docs/formats/attestation.md.
///
/// Start reading at [dev.micelio.attest.schema.Members].
@NullMarked
package dev.micelio.attest.schema;

import org.jspecify.annotations.NullMarked;
