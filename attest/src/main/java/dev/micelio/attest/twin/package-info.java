/// Twin: what an attestation says, in the words that other tools read.
///
/// A check run gives *in-toto statements*: one test result, and the *provenance* of each output
/// that was built. Each is signed in a *DSSE envelope*, which a *Sigstore bundle* carries with a
/// hint of the key. No gate reads a twin: it makes the statement again and compares. docs/twins.md
/// says what each field means and how outsiders verify it.
///
/// Invariants. Each one is a method of `TwinInvariantsTest`, named by its number:
/// 1. The golden run gives the golden statement, and the golden key the golden envelope and bundle.
/// 2. A statement has one serialisation (RFC 8785), whatever order its members were put in; what is
///    not Unicode is not written.
/// 3. The test result says PASSED only when every check passed, and names each check once.
/// 4. There is a provenance for each output that was built in the run, up to a bound on all of
///    them, and none for another.
/// 5. Only a digest of a statement that the run gives is one of its twins; every record gives its
///    own.
/// 6. What was written is read back the same; an envelope or bundle of any other shape is refused.
/// 7. An envelope verifies for the key that signed it and for no other, and not after any change.
///
/// Start reading at [dev.micelio.attest.twin.InToto].
@NullMarked
package dev.micelio.attest.twin;

import org.jspecify.annotations.NullMarked;
