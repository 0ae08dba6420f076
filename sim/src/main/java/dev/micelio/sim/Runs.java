package dev.micelio.sim;

import dev.micelio.core.env.Env;
import dev.micelio.sim.mutant.Hunt;
import dev.micelio.sim.mutant.Mutants;
import dev.micelio.sim.story.Dial;
import dev.micelio.sim.story.Ending;
import dev.micelio.sim.story.Scenario;
import dev.micelio.sim.story.Simulation;
import java.nio.file.Path;
import java.util.Map;

/// Plays what was asked for and answers the exit code: 0 when every law held, else 1.
final class Runs {
  /// As many digits as are still typed without a mistake.
  private static final long SEED_MAX = 1L << 40;

  /// A long history: many at work at once, and everything goes wrong now and then.
  private static final Map<Dial, Integer> LONG =
      Map.ofEntries(
          Map.entry(Dial.AGENTS, 8),
          Map.entry(Dial.AT_ONCE, 8),
          Map.entry(Dial.SESSIONS, Scenario.DIAL_MAX),
          Map.entry(Dial.LANDERS, 3),
          Map.entry(Dial.PATHS, 24),
          Map.entry(Dial.EDITS, 2),
          Map.entry(Dial.CHAOS_SECONDS, Scenario.DIAL_MAX),
          Map.entry(Dial.DELAY_MILLIS, 300),
          Map.entry(Dial.ERROR_BEFORE, 5),
          Map.entry(Dial.ERROR_AFTER, 5),
          Map.entry(Dial.LATE, 5),
          Map.entry(Dial.DUPLICATED, 5),
          Map.entry(Dial.REPEATED, 5),
          Map.entry(Dial.THROTTLED, 2),
          Map.entry(Dial.LAGGING, 5),
          Map.entry(Dial.SLOW, 20),
          Map.entry(Dial.TRUNCATED, 2),
          Map.entry(Dial.STALE_HEAD, 100),
          Map.entry(Dial.LANDER_CRASHES, 10),
          Map.entry(Dial.AGENT_CRASHES, 10),
          Map.entry(Dial.SKEW_SECONDS, 100),
          Map.entry(Dial.CLOCK_JUMPS, 100),
          Map.entry(Dial.ANSWERS_LOST, 5),
          Map.entry(Dial.OFFERED_TWICE, 5),
          Map.entry(Dial.DENIED, 5),
          Map.entry(Dial.MESSAGES, 0));

  private final Env env;
  private final Arguments arguments;
  private final Report report;
  private final Path root;

  Runs(Env env, Arguments arguments, Report report, Path root) {
    this.env = env;
    this.arguments = arguments;
    this.report = report;
    this.root = root;
  }

  int run() {
    if (arguments.mutants()) {
      return hunt();
    }
    if (arguments.landings() > 0) {
      return longRun();
    }
    return arguments.seed().isPresent() ? replay(arguments.seed().get()) : fresh();
  }

  private int hunt() {
    int alive = 0;
    for (var mutant : Mutants.ALL) {
      var found = Hunt.hunt(mutant, root);
      report.mutant(mutant, found);
      alive += found.isEmpty() ? 1 : 0;
    }
    report.mutants(Mutants.ALL.size(), alive);
    return alive == 0 ? 0 : 1;
  }

  private int replay(long seed) {
    var scenario =
        arguments.scenario().map(text -> Scenario.parse(seed, text)).orElse(Scenario.of(seed));
    var ending = Simulation.run(scenario, arguments.trace());
    report.replayed(ending);
    if (ending.broken().isPresent() && arguments.shrink() && arguments.scenario().isEmpty()) {
      tell(ending, Report.Sum.NONE.plus(ending));
    }
    return ending.broken().isEmpty() ? 0 : 1;
  }

  private int longRun() {
    long seed = arguments.seed().orElse(freshSeed());
    var scenario = new Scenario(seed, LONG).with(Dial.LANDINGS, (int) arguments.landings());
    long began = env.nanos();
    return judge(Simulation.run(scenario, false), Report.Sum.NONE, began);
  }

  private int fresh() {
    var sum = Report.Sum.NONE;
    long began = env.nanos();
    for (int i = 0; i < arguments.seeds(); i++) {
      var ending = Simulation.run(Scenario.of(freshSeed()), false);
      if (ending.broken().isPresent()) {
        return judge(ending, sum, began);
      }
      sum = sum.plus(ending);
    }
    report.held(sum.in(env.nanos() - began));
    return 0;
  }

  private long freshSeed() {
    return env.random().nextLong(SEED_MAX);
  }

  private int judge(Ending ending, Report.Sum before, long began) {
    var sum = before.plus(ending).in(env.nanos() - began);
    if (ending.broken().isEmpty()) {
      report.held(sum);
      return 0;
    }
    tell(ending, sum);
    return 1;
  }

  private void tell(Ending found, Report.Sum sum) {
    var shortest = arguments.shrink() ? Shrinker.shrink(found) : found;
    report.broken(found, Simulation.run(shortest.scenario(), true), sum);
  }
}
