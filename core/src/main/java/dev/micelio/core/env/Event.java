package dev.micelio.core.env;

/// One call of one simulated thread on [Env], and when.
public record Event(long nanos, String thread, String what) {}
