package dev.micelio.checks.outcome;

import java.util.OptionalLong;

/// What a run took of the machine, as far as that is known.
public record Usage(OptionalLong cpuMillis, OptionalLong peakBytes) {
  public static final Usage UNKNOWN = new Usage(OptionalLong.empty(), OptionalLong.empty());
}
