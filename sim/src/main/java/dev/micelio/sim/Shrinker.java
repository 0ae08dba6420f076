package dev.micelio.sim;

import dev.micelio.sim.story.Dial;
import dev.micelio.sim.story.Ending;
import dev.micelio.sim.story.Scenario;
import dev.micelio.sim.story.Simulation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Makes a history that breaks a law short enough to read: turns the dials down one at a time, as
/// long as the same law breaks. With fewer agents chance falls another way, so the neighbours of
/// the seed are tried too.
final class Shrinker {
  /// How many histories are played at most.
  static final int RUNS_MAX = 400;

  private static final int NEIGHBOURS = 4;

  private final Function<Scenario, Ending> play;
  private final String law;
  private Ending smallest;
  private int runs;

  private Shrinker(Ending found, Function<Scenario, Ending> play) {
    this.play = play;
    this.smallest = found;
    this.law = found.broken().orElseThrow().law();
  }

  /// `found` broke a law; the answer breaks the same one and its scenario is no larger.
  static Ending shrink(Ending found) {
    return shrink(found, scenario -> Simulation.run(scenario, false));
  }

  static Ending shrink(Ending found, Function<Scenario, Ending> play) {
    var shrinker = new Shrinker(found, play);
    while (shrinker.round() && shrinker.runs < RUNS_MAX) {
      // until a round changes nothing
    }
    return shrinker.smallest;
  }

  private boolean round() {
    boolean smaller = false;
    for (var dial : Dial.values()) {
      smaller |= turn(dial);
    }
    return smaller;
  }

  /// At once to its least, else to half of it, else by one.
  private boolean turn(Dial dial) {
    int now = smallest.scenario().at(dial);
    int least = dial.least();
    for (int value : List.of(least, least + (now - least) / 2, now - 1)) {
      if (value >= least && value < smallest.scenario().at(dial) && tryWith(dial, value)) {
        return true;
      }
    }
    return false;
  }

  private boolean tryWith(Dial dial, int value) {
    var candidate = smallest.scenario().with(dial, value);
    var broken =
        Stream.iterate(candidate.seed(), seed -> seed + 1)
            .limit(NEIGHBOURS)
            .map(seed -> breaks(new Scenario(seed, candidate.dials())))
            .flatMap(Optional::stream)
            .findFirst();
    broken.ifPresent(ending -> smallest = ending);
    return broken.isPresent();
  }

  private Optional<Ending> breaks(Scenario scenario) {
    if (runs >= RUNS_MAX) {
      return Optional.empty();
    }
    runs++;
    var ending = play.apply(scenario);
    return ending.broken().filter(broken -> broken.law().equals(law)).map(_ -> ending);
  }
}
