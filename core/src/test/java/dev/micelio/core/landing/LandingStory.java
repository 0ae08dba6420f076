package dev.micelio.core.landing;

import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.objects.faulty.FaultyObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// One seed's agents and landers, which see the project through faults.
final class LandingStory {
  static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofMillis(50));

  final SeededEnv env;
  final ObjectStore truth;
  final LandingLog log;
  private ObjectStore seenByLanders;
  private final SplittableRandom chance;
  private final List<Lander> landers = new ArrayList<>();
  final LandingAgents agents;

  LandingStory(long seed) {
    env = new SeededEnv(seed);
    chance = new SplittableRandom(seed);
    truth = Memory.open(env);
    seenByLanders = truth;
    log = new LandingLog(env, truth);
    agents = new LandingAgents(env, truth, landers);
  }

  /// What stands between the objects and the landers that come after, behind their faults.
  void watch(ObjectStore watched) {
    seenByLanders = watched;
  }

  /// A process that lands, with a clock that is ahead, and faults between it and the objects.
  LandingStory lander(Duration ahead, Faults faults) {
    var machine = env.skewed(ahead);
    var view = new FaultyObjectStore(machine, seenByLanders, faults);
    var past = new ScannedPast(new LandingLog(machine, view));
    var caretaker = new Caretaker(machine, view, _ -> {}, _ -> {}, PATIENCE);
    landers.add(new Lander(machine, view, past, Judge.ALL, caretaker, PATIENCE));
    return this;
  }

  LandingStory agents(int count, int sessions) {
    for (int agent = 0; agent < count; agent++) {
      var random = chance.split();
      env.fork(
          "agent-" + agent,
          () -> {
            for (int session = 0; session < sessions; session++) {
              agents.land(Id.next(env), random);
            }
            return null;
          });
    }
    return this;
  }

  LandingStory run() {
    env.runAll();
    return this;
  }

  /// What has landed, after all of it was judged.
  Map<Id, Landing> judged() {
    var landed = env.run(() -> LogJudge.judge(env, truth));
    agents.agreeWith(landed);
    return landed;
  }
}
