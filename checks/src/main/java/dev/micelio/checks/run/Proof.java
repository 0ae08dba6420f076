package dev.micelio.checks.run;

import dev.micelio.attest.statement.Check;
import dev.micelio.core.digest.Digest;

/// A check that passed, as a trusted signer says.
///
/// @param id of the attestation that proves it
/// @param untilSeconds when it counts no more, seconds since 1970
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Proof(Digest id, byte[] attestation, Check check, long untilSeconds) {}
