package dev.micelio.core.objects.measured;

/// What one operation did up to now. `failures` are calls that threw and bodies that broke off;
/// `lost` are conditions that did not hold.
public record Measurement(long calls, long failures, long lost, long bytes, Latencies latencies) {}
