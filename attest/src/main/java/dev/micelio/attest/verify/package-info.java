/// Verify: from a stranger's bytes to a statement that can be believed.
///
/// A *verifier* works for one project and asks for the *trusted keys* of its policy. It goes
/// through the steps of docs/formats/attestation.md and ends in a *verdict*: a *verified*
/// statement, or the *reasons* against it. A *demand* is what somebody asks of the statement beyond
/// that. What is *unverified* can be looked at, and is believed by nobody.
///
/// Invariants. Each one is a method of `VerifyInvariantsTest`, named by its number:
/// 1. Nothing but a verifier makes a verified statement, and only from bytes that a trusted key
///    signed: no change of a single bit, no shortening and no addition is accepted.
/// 2. A refusal has a reason, whatever the bytes are; what throws gives no verdict at all.
/// 3. A step that ends the work hides all that is wrong behind it, and nothing before it.
/// 4. The values of the claims, the schema and the meaning are each told in full; the meaning and
///    the demand are asked only of a statement that fits its schema.
/// 5. A key counts for its uses alone, from its first second and no more at its last, and not when
///    it is revoked: whatever it signed.
///
/// Start reading at [dev.micelio.attest.verify.Verifier].
@NullMarked
package dev.micelio.attest.verify;

import org.jspecify.annotations.NullMarked;
