package dev.micelio.sim.law;

import java.util.List;
import java.util.function.LongSupplier;

/// All laws of the landing log, new for one simulation. What is told first is what breaks first.
public final class Laws {
  private Laws() {}

  public static List<Law> all(LongSupplier objectStoreMillis) {
    return List.of(
        new NothingChangesInTheLog(),
        new NothingLandsTwice(),
        new NothingRefusedLands(),
        new NothingIsUndone(),
        new TreesFollowTheLog(),
        new TimeGoesForward(objectStoreMillis),
        new TheHeadGoesForward(),
        new NothingAcknowledgedIsLost(),
        new ConflictsAreReal(),
        new ReadersSeeAPrefix(),
        new SessionsLoseNothing(),
        new DerivedObjectsAgree());
  }
}
