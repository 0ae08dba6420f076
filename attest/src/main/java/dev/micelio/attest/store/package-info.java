/// Store: the attestations of one project, kept where its other objects are.
///
/// An attestation lies under its *id*. Beside it lies its *receipt*, the time when it was received
/// first, by which the gate counts its age. The *index* names the attestations of each check key;
/// it is made from them, and can be made again. docs/formats/attestation-store.md has the keys and
/// the bytes.
///
/// Nothing here verifies a signature: what is kept is an attestation, and may be anybody's.
///
/// Invariants. Each one is a method of `StoreInvariantsTest`, named by its number:
/// 1. Under an id are the bytes that give it, and no others are answered.
/// 2. What is there has a receipt, and what a receipt says never changes, however often and by
///    however many the attestation is put.
/// 3. A put that was answered can be found by each check key of its run. One that was not has at
///    most left out entries of the index, and making the index again adds them.
/// 4. An index says where to look, and is not believed: what is foreign there is passed over.
/// 5. Bytes that are no attestation are not kept.
///
/// Start reading at [dev.micelio.attest.store.Attestations].
@NullMarked
package dev.micelio.attest.store;

import org.jspecify.annotations.NullMarked;
