package dev.micelio.sim.story;

import dev.micelio.core.env.Killed;
import java.time.Duration;
import java.util.SplittableRandom;

/// A machine on which an agent works on some sessions at the same time, each with a journal.
final class AgentMachine extends Machine {
  private static final int DOWN_MILLIS_MAX = 5_000;

  AgentMachine(Simulation sim, String name, SplittableRandom random) {
    super(sim, name, random, Dial.AGENT_CRASHES);
  }

  /// Works until the journal is done, in as many lives as it takes.
  Object supervise(Journal journal, SplittableRandom random) {
    while (true) {
      var worker = new Worker(this, journal, random);
      try {
        return env.fork(name, worker::work).await();
      } catch (Killed _) { // the machine's death, not the supervisor's: else the next call throws
        sim.trace.say(name, () -> "crashes");
        sim.env.sleep(Duration.ofMillis(random.nextInt(DOWN_MILLIS_MAX)));
      }
    }
  }
}
