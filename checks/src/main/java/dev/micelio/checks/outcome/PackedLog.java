package dev.micelio.checks.outcome;

import dev.micelio.attest.statement.Check;

/// What a run printed, bounded, with its Zstandard frame.
///
/// @param log the digests and sizes of both
/// @param packed the frame
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PackedLog(Check.Log log, byte[] packed) {}
