package dev.micelio.checks.result;

/// What cleaning removed, and what is left. Bytes are what the files take of the disk.
public record Cleaned(long files, long bytes, long filesLeft, long bytesLeft) {}
