package dev.micelio.sim.mutant;

import dev.micelio.sim.story.Scenario;
import dev.micelio.sim.story.Simulation;
import java.util.function.BiFunction;

/// Plays one seed among patched classes. It is spoken to in types of the JDK alone, because all
/// others are other types there.
public final class Trial implements BiFunction<Long, String, String> {

  /// Answers the law that broke and how, empty for none.
  @Override
  public String apply(Long seed, String dials) {
    var scenario = Scenario.of(seed).with(Scenario.parseDials(dials));
    return Simulation.run(scenario, false)
        .broken()
        .map(broken -> broken.law() + ": " + broken.how())
        .orElse("");
  }
}
