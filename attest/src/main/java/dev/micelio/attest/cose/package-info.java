/// Cose: the envelope of an attestation, a COSE_Sign1 (RFC 9052) with nothing left open.
///
/// An *envelope* has four parts: protected headers, an empty map, a payload and a signature. The
/// *headers* say the kind of statement and the key; the *claims* among them say who, about what, to
/// whom and when. A *refusal* is a reason behind which nothing is looked at.
///
/// Invariants. Each one is a method of `CoseInvariantsTest`, named by its number:
/// 1. An envelope that is read is written again as the same bytes: one attestation has one id.
/// 2. Every other envelope is refused with the code of the first rule that it breaks.
/// 3. No header and no claim but the known ones is there, and nothing outside the signature.
/// 4. What is signed names the project: a signature for one is none for another.
///
/// Start reading at [dev.micelio.attest.cose.Envelope].
@NullMarked
package dev.micelio.attest.cose;

import org.jspecify.annotations.NullMarked;
