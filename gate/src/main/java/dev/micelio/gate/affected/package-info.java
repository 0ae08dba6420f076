/// Affected: what has landed on the word of something that is suspected now.
///
/// A *suspicion* is of a key, of versions of Nix, or of the key of a binary cache. A *utterance* is
/// what one attestation of a landing says, as far as it can be read; its *subjects* are what it
/// stands for: results that passed, or what it endorses. A subject *rests* on a suspected utterance
/// *alone* unless another one of the same landing says the same.
///
/// No signature is verified here: the gate did that before the landing. Whether the others would
/// have been enough for the gate is not asked.
///
/// Invariants. Each one is a method of `AffectedInvariantsTest`, named by its number:
/// 1. Every landing that names a suspected utterance is told, with each subject of it that the
///    suspicion concerns, and no other.
/// 2. A subject does not rest alone exactly if an utterance of the same landing that is not
///    suspected of it says the same.
/// 3. What is missing or can not be read is told with its landing, whatever is suspected.
/// 4. A version of Nix that can not be read is suspected with every version.
///
/// Start reading at [dev.micelio.gate.affected.Affected].
@NullMarked
package dev.micelio.gate.affected;

import org.jspecify.annotations.NullMarked;
