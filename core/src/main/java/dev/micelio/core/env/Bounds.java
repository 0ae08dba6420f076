package dev.micelio.core.env;

/// How much a simulation may do: calls of all threads together, and how many of the newest events
/// its history keeps.
public record Bounds(long callsMax, int eventsKeptMax) {
  public static final Bounds USUAL = new Bounds(1_000_000, Integer.MAX_VALUE);

  public Bounds {
    if (callsMax < 1 || eventsKeptMax < 0) {
      throw new IllegalArgumentException(
          "a bound is positive: " + callsMax + " calls, " + eventsKeptMax + " events");
    }
  }
}
