package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;

/// Which content, and how many raw bytes of it.
public record Blob(Digest digest, long size) {}
