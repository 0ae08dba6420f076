package dev.micelio.gate.affected;

import dev.micelio.core.digest.Digest;

/// A subject of a landing that rests on a suspected attestation.
///
/// @param principal whoever the attestation says it is by
/// @param isAlone whether no other attestation of the landing says the same
public record Resting(Subject subject, Digest attestation, String principal, boolean isAlone) {}
