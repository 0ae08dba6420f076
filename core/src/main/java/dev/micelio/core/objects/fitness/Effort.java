package dev.micelio.core.objects.fitness;

import java.time.Duration;

/// How hard a probe looks. A race ends after `roundsMax` rounds, or when `raceMax` has passed and
/// `roundsMin` rounds were run. The calls that are not races are repeated `repeats` times. A signed
/// request must be refused `expiryMax` after its end; zero leaves that out, because it takes
/// seconds.
public record Effort(
    int writers, int roundsMin, int roundsMax, Duration raceMax, int repeats, Duration expiryMax) {

  /// For a person who asks: the known object stores with broken conditions show themselves within
  /// the first few rounds, the rarest seen in 1 of 50.
  public static final Effort THOROUGH =
      new Effort(32, 20, 200, Duration.ofSeconds(5), 20, Duration.ofSeconds(15));

  /// For a program that starts: about a hundred calls.
  public static final Effort QUICK =
      new Effort(16, 3, 10, Duration.ofMillis(500), 2, Duration.ZERO);

  public Effort {
    if (writers < 2 || roundsMin < 1 || roundsMax < roundsMin || repeats < 1) {
      throw new IllegalArgumentException(
          "a race has at least two writers and one round: "
              + (writers + " writers, " + roundsMin + " to " + roundsMax + " rounds"));
    }
  }

  /// Exactly this many rounds, however long they take.
  public Effort rounds(int rounds) {
    return new Effort(writers, rounds, rounds, raceMax, repeats, expiryMax);
  }
}
