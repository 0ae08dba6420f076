package dev.micelio.attest.store;

import dev.micelio.core.digest.Digest;

/// When an attestation was received first, in seconds since 1970.
public record Receipt(Digest id, long seconds) {}
