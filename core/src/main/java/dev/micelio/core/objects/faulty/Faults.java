package dev.micelio.core.objects.faulty;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Which faults are on, how likely each is at a call, and how long a slow or late call may take.
public record Faults(Map<Fault, Double> chances, Duration delayMax) {
  public static final Faults NONE = new Faults(Map.of(), Duration.ofSeconds(1));
  private static final double[] SWARM = {0, 0, 0.02, 0.1, 0.3};

  public Faults {
    chances = Map.copyOf(chances);
    for (double chance : chances.values()) {
      if (!(chance >= 0 && chance <= 1)) {
        throw new IllegalArgumentException("a chance is between 0 and 1, not " + chance);
      }
    }
    if (delayMax.isNegative() || delayMax.isZero()) {
      throw new IllegalArgumentException("a delay takes time: " + delayMax);
    }
  }

  public Faults with(Fault fault, double chance) {
    var more = new EnumMap<Fault, Double>(Fault.class);
    more.putAll(chances);
    more.put(fault, chance);
    return new Faults(more, delayMax);
  }

  public Faults delayedAtMost(Duration delayMax) {
    return new Faults(chances, delayMax);
  }

  /// Some of the `possible` faults, each off, rare or frequent: what a few faults together break,
  /// all of them at once often hide.
  public static Faults swarm(RandomGenerator random, Set<Fault> possible) {
    var faults = NONE;
    for (Fault fault : Fault.values()) { // in this order whatever the set's is, for the seed's sake
      if (possible.contains(fault)) {
        faults = faults.with(fault, SWARM[random.nextInt(SWARM.length)]);
      }
    }
    return faults;
  }

  boolean strike(Fault fault, RandomGenerator random) {
    double chance = chances.getOrDefault(fault, 0.0);
    return chance > 0 && random.nextDouble() < chance;
  }

  Duration delay(RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(delayMax.toNanos()) + 1);
  }
}
