package dev.micelio.sim.story;

import dev.micelio.core.env.SeededEnv;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A simulated machine: a clock that may be wrong, and crashes that lose all but what was
/// journalled.
abstract class Machine {
  private static final double MILLION = 1_000_000;

  final Simulation sim;
  final String name;
  final SeededEnv env;
  private final List<View> views = new ArrayList<>();

  Machine(Simulation sim, String name, SplittableRandom random, Dial crashes) {
    this.sim = sim;
    this.name = name;
    int skew = sim.scenario().at(Dial.SKEW_SECONDS);
    var ahead = Duration.ofSeconds(skew == 0 ? 0 : random.nextInt(-skew, skew + 1));
    env = sim.env.skewed(ahead).machine(name);
    env.crashWithChance(sim.scenario().at(crashes) / MILLION);
    sim.weather.over(this);
  }

  /// A new process begins: what the one before it saw through is gone with it.
  final View view() {
    var view = new View(sim.env, sim.truth, sim.scenario(), sim.tally);
    if (sim.weather.isFair()) {
      view.heal();
    }
    views.add(view);
    return view;
  }

  /// The processes of before are dead.
  final void rebooted() {
    sim.tally.count("crashes");
    views.clear();
  }

  final void jump(Duration by) {
    sim.trace.say(name, () -> "its clock jumps by " + by);
    sim.tally.count("clock-jumps");
    env.jump(by);
  }

  /// Nothing goes wrong any more.
  final void heal() {
    env.crashWithChance(0);
    views.forEach(View::heal);
    setClock();
  }

  final void setClock() {
    env.jump(Duration.ofMillis(sim.env.nowMillis() - env.nowMillis()));
  }
}
