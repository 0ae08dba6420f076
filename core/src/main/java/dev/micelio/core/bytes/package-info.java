/// Bytes: reading and writing formats, one field after the other.
///
/// A *varint* is unsigned LEB128 in its shortest form, at most 2^63 − 1. Whoever reads bytes from
/// outside reads them through [dev.micelio.core.bytes.ByteReader], so that every length is checked
/// before anything is allocated.
///
/// Invariants. Each one is a method of `BytesInvariantsTest`, named by its number:
/// 1. What was written is what is read, and nothing else encodes to the same value.
/// 2. Whatever the bytes, reading them gives a value or a corrupt-data problem that names the
///    position.
/// 3. No read allocates more than the bytes that are left.
///
/// Start reading at [dev.micelio.core.bytes.ByteReader].
@NullMarked
package dev.micelio.core.bytes;

import org.jspecify.annotations.NullMarked;
