package dev.micelio.sim.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class StoryInvariantsTest {

  @Seeds
  void invariant1_aTextGivesItsScenarioBack(long seed) {
    var scenario = Scenario.of(seed);
    assertThat(Scenario.parse(seed, scenario.text())).isEqualTo(scenario);
    assertThat(Scenario.parse(seed, "").text()).isEmpty();
  }

  @Test
  void invariant1_aWrongTextIsRefused() {
    for (String wrong :
        List.of("agents", "agents=", "agents=0", "agents=-1", "agents=99999999", "wings=2", "=")) {
      assertThatThrownBy(() -> Scenario.parse(1, wrong))
          .as(wrong)
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("sim.bad-scenario"));
    }
  }

  @Test
  void invariant2_seedsDifferInEveryDialButTheOneThatOnlyPeopleSet() {
    for (var dial : Dial.values()) {
      var values = new HashSet<Integer>();
      for (long seed = 0; seed < 200; seed++) {
        values.add(Scenario.of(seed).at(dial));
      }
      assertThat(values).allMatch(value -> value >= dial.least());
      assertThat(values.size() > 1).as(dial.name()).isEqualTo(dial != Dial.LANDINGS);
    }
  }

  /// One at a time, so that nobody is in anybody's way.
  @Seeds(5)
  void invariant3_withoutFaultsOneAgentLandsAllItsSessions(long seed) {
    var ending =
        Simulation.run(Scenario.parse(seed, "sessions=20,paths=12,edits=3,landers=2"), true);
    assertThat(ending.broken()).isEmpty();
    assertThat(ending.landings()).isEqualTo(20);
    assertThat(ending.trace()).noneMatch(line -> line.contains("conflict"));
  }

  @Seeds(5)
  void invariant4_withAllFaultsOnEverythingIsDecided(long seed) {
    var all = new StringBuilder("agents=4,sessions=3,landers=3,paths=12,chaos-seconds=60");
    for (var dial : Dial.values()) {
      if (dial.fault().isPresent()) {
        all.append(',').append(dial.name().toLowerCase(Locale.ROOT)).append("=50");
      }
    }
    all.append(",delay-millis=2000,stale-head=500,lander-crashes=500,agent-crashes=500");
    all.append(",skew-seconds=1000,clock-jumps=5,answers-lost=100,offered-twice=100,messages=2");
    assertThat(Simulation.run(Scenario.parse(seed, all.toString()), false).broken()).isEmpty();
  }
}
