/// Key: Ed25519 keys, what signs with them and what verifies.
///
/// A *key id* is the thumbprint of a public key's COSE form (RFC 9679). A *signer* makes signatures
/// with one key, wherever it lies: in a file of ours, in an OpenSSH file, in an agent. A *secret
/// key* is a seed in memory.
///
/// Invariants. Each one is a method of `KeyInvariantsTest`, named by its number:
/// 1. A public key is a point written in its one way, of the group of prime order: low-order,
///    mixed-order and non-canonical points are refused when the key is made.
/// 2. A signature has 64 bytes, one S, and an R that is not of low order and written in its one
///    way: any other is no signature, even if whoever has the secret made it.
/// 3. A secret key is wiped when it is closed, and nothing prints it.
///
/// Start reading at [dev.micelio.attest.key.PublicKey].
@NullMarked
package dev.micelio.attest.key;

import org.jspecify.annotations.NullMarked;
