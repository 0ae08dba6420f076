/// Sign: statements become attestations.
///
/// An *attestor* signs as one *principal* with one *signer*. Whatever it signs, it says for which
/// project, from when and until when.
///
/// Invariants. Each one is a method of `SignInvariantsTest`, named by its number:
/// 1. What an attestor signs is accepted by the verifier of its project that trusts its key, and by
///    no other project's.
/// 2. No two attestations are the same: each has a number used once.
///
/// Start reading at [dev.micelio.attest.sign.Attestor].
@NullMarked
package dev.micelio.attest.sign;

import org.jspecify.annotations.NullMarked;
