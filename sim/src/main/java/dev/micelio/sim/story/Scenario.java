package dev.micelio.sim.story;

import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// All that decides a simulation: its seed and how its dials are set. The same scenario is the same
/// history.
public record Scenario(long seed, Map<Dial, Integer> dials) {
  /// Beyond this a scenario does not fit into memory.
  public static final int DIAL_MAX = 10_000_000;

  private static final int[] FAULTS = {0, 0, 0, 20, 100};
  private static final int[] CRASHES = {0, 0, 200, 1_000};

  public Scenario {
    var all = new EnumMap<Dial, Integer>(Dial.class);
    for (var dial : Dial.values()) {
      int value = dials.getOrDefault(dial, dial.least());
      if (value < dial.least() || value > DIAL_MAX) {
        throw unreadable(dial + "=" + value);
      }
      all.put(dial, value);
    }
    dials = all;
  }

  /// What the seed decides: a swarm, in which each fault is off, rare or frequent. What a few
  /// faults together break, all of them at once often hide.
  public static Scenario of(long seed) {
    var random = new SplittableRandom(seed);
    var dials = new EnumMap<Dial, Integer>(Dial.class);
    for (var dial : Dial.values()) {
      dials.put(dial, draw(dial, random));
    }
    return new Scenario(seed, dials);
  }

  private static int draw(Dial dial, SplittableRandom random) {
    return switch (dial) {
      case AGENTS -> random.nextInt(1, 9);
      case AT_ONCE -> random.nextInt(4) == 0 ? 3 : 1;
      case SESSIONS -> random.nextInt(1, 6);
      case LANDERS -> random.nextInt(1, 5);
      case PATHS -> random.nextInt(3, Paths.MAX);
      case EDITS -> random.nextInt(1, 5);
      case CHAOS_SECONDS -> random.nextInt(5, 300);
      case DELAY_MILLIS -> pick(random, 10, 300, 5_000);
      case STALE_HEAD -> pick(random, 0, 0, 500);
      case LANDER_CRASHES, AGENT_CRASHES -> pick(random, CRASHES);
      case SKEW_SECONDS -> pick(random, 0, 0, 100, 1_000);
      case CLOCK_JUMPS -> pick(random, 0, 0, 3);
      case ANSWERS_LOST, OFFERED_TWICE, DENIED -> pick(random, 0, 0, 100);
      case MESSAGES -> pick(random, 0, 0, 1, 3);
      case LANDINGS -> 0;
      default -> pick(random, FAULTS);
    };
  }

  private static int pick(SplittableRandom random, int... values) {
    return values[random.nextInt(values.length)];
  }

  public int at(Dial dial) {
    return dials.getOrDefault(dial, dial.least());
  }

  double chance(Dial dial) {
    return at(dial) / 1_000.0;
  }

  public Scenario with(Dial dial, int value) {
    var other = new EnumMap<>(dials);
    other.put(dial, value);
    return new Scenario(seed, other);
  }

  public Scenario with(Map<Dial, Integer> some) {
    var other = new EnumMap<>(dials);
    other.putAll(some);
    return new Scenario(seed, other);
  }

  Faults faults() {
    var faults = Faults.NONE.delayedAtMost(Duration.ofMillis(at(Dial.DELAY_MILLIS)));
    for (var dial : Dial.values()) {
      if (dial.fault().isPresent()) {
        faults = faults.with(dial.fault().get(), chance(dial));
      }
    }
    return faults;
  }

  /// The dials that are not at their least: `agents=2,late=20`.
  public String text() {
    return dials.entrySet().stream()
        .filter(dial -> dial.getValue() > dial.getKey().least())
        .map(dial -> nameOf(dial.getKey()) + "=" + dial.getValue())
        .collect(Collectors.joining(","));
  }

  /// Reads what [#text] wrote.
  public static Scenario parse(long seed, String text) {
    return new Scenario(seed, parseDials(text));
  }

  public static Map<Dial, Integer> parseDials(String text) {
    var dials = new EnumMap<Dial, Integer>(Dial.class);
    for (String word : text.isBlank() ? new String[0] : text.split(",")) {
      int equals = word.indexOf('=');
      try {
        dials.put(
            Dial.valueOf(
                word.substring(0, Math.max(0, equals)).replace('-', '_').toUpperCase(Locale.ROOT)),
            Integer.parseInt(word.substring(equals + 1)));
      } catch (IllegalArgumentException e) {
        throw unreadable(word);
      }
    }
    return dials;
  }

  private static String nameOf(Dial dial) {
    return dial.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Problem unreadable(String word) {
    return new Problem(
        Problem.Kind.INVALID,
        "sim.bad-scenario",
        "not a dial and its value: \"" + word + "\"",
        "write it as it was printed, such as agents=2,late=20; docs/simulation.md has the dials");
  }
}
