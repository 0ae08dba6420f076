package dev.micelio.checks.nix;

import java.time.Duration;

/// How much builds may do.
///
/// @param logBytes that a check may print
/// @param inputs how long all may take that a check is built from
/// @param slack beyond its own time, how long a check may wait for others' builds
record Limits(long logBytes, Duration inputs, Duration slack) {
  static final Limits USUAL = new Limits(64 << 20, Duration.ofHours(6), Duration.ofMinutes(30));

  /// Of all events; a line of two bytes becomes an event of seventy.
  private static final long EVENTS_FACTOR = 64;

  long eventBytes() {
    return EVENTS_FACTOR * logBytes;
  }
}
