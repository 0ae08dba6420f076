package dev.micelio.gate.decision;

import dev.micelio.core.digest.Digest;

/// One edition of a policy: the version that it says, and the digest of its file.
public record Edition(long version, Digest sha256) {}
