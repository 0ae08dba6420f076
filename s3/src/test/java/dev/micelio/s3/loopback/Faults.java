package dev.micelio.s3.loopback;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How likely each fault is, and the chance that decides. None at first.
public final class Faults {
  private final Random random;
  private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
  private long struck;

  Faults(long seed) {
    this.random = new Random(seed);
  }

  public synchronized Faults set(Fault fault, double chance) {
    chances.put(fault, chance);
    return this;
  }

  public synchronized void clear() {
    chances.clear();
  }

  /// How many requests were struck so far.
  public synchronized long struck() {
    return struck;
  }

  synchronized @Nullable Fault next(Request request) {
    for (var fault : chances.entrySet()) {
      boolean fits =
          switch (fault.getKey()) {
            case CONFLICT -> request.isConditional();
            case TRUNCATED -> request.method().equals("GET");
            case PART_LOST -> request.has("partNumber");
            case LOST_ANSWER, LOST_REQUEST, SLOW_DOWN, SLOW_DOWN_AFTER, ERROR_AFTER, DELAY -> true;
          };
      if (fits && random.nextDouble() < fault.getValue()) {
        struck++;
        return fault.getKey();
      }
    }
    return null;
  }

  synchronized long delayMillis() {
    return random.nextLong(1, 30);
  }
}
