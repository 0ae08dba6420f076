/// Cbor: values as bytes, one way only. docs/formats/cbor.md says which.
///
/// An *item* is one value of CBOR; a *text* or *bytes* item has its length before it, an *array* or
/// *map* its count. A *field* is one entry of a map, by its key. Bytes are *canonical* when no
/// others say the same: whatever is signed, hashed or compared is canonical, and nothing else is
/// read.
///
/// Invariants. Each one is a method of `CborInvariantsTest`, named by its number:
/// 1. What was written is what is read, and is written again as the same bytes.
/// 2. Bytes that are read are the only ones for their value: all others are refused.
/// 3. Whatever the bytes, reading them gives a value or the first rule that they break, with where.
///    Two judges that share no code agree on each value.
/// 4. Lengths, counts and depth are held against the limits and the bytes that are left before
///    anything is made of them: what reading takes grows with the bytes that are there, never with
///    what they announce.
/// 5. A map that is read closed has the fields that were asked for and no other.
/// 6. What is printed of a value holds nothing that a terminal obeys, and gives the value when it
///    is read.
///
/// Start reading at [dev.micelio.core.cbor.Cbor], then [dev.micelio.core.cbor.CborFields].
@NullMarked
package dev.micelio.core.cbor;

import org.jspecify.annotations.NullMarked;
