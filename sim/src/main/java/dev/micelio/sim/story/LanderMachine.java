package dev.micelio.sim.story;

import dev.micelio.core.env.Killed;
import dev.micelio.core.env.Task;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.problem.Problem;
import dev.micelio.sim.law.Offered;
import dev.micelio.sim.law.Seen;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A machine on which a forge lands sessions. When it crashes it comes back after a while with
/// nothing of what it knew.
final class LanderMachine extends Machine {
  private static final int DOWN_MILLIS_MAX = 20_000;

  private final SplittableRandom random;
  private @Nullable Lander lander;

  LanderMachine(Simulation sim, String name, SplittableRandom random) {
    super(sim, name, random, Dial.LANDER_CRASHES);
    this.random = random;
  }

  Object supervise() {
    while (true) {
      lander = new ForgeProcess(env, view().objects()).lander();
      try {
        return env.fork(name, () -> sim.ended().await()).await();
      } catch (Killed _) { // the machine's death, not the supervisor's: else the next call throws
        lander = null;
        sim.trace.say(name, () -> "crashes");
        sim.env.sleep(Duration.ofMillis(random.nextInt(DOWN_MILLIS_MAX)));
        rebooted();
        sim.trace.say(name, () -> "is back");
      }
    }
  }

  /// A call that lands it, in a thread of this machine; empty while the machine is down.
  Optional<Task<Outcome>> land(Offered offered) {
    var up = lander;
    if (up == null) {
      return Optional.empty();
    }
    offered.sent();
    int crashes = env.crashes();
    return Optional.of(env.fork("land", () -> land(up, offered, crashes)));
  }

  private Outcome land(Lander up, Offered offered, int crashes) {
    String goal = offered.offer().goal();
    if (env.crashes() != crashes) {
      throw new Killed("the machine crashed before the call came in");
    }
    try {
      var outcome = up.land(offered.offer());
      sim.trace.say(name, () -> goal + ": " + Say.outcome(outcome));
      sim.see(new Seen.Answered(offered, outcome));
      return outcome;
    } catch (Problem problem) {
      sim.trace.say(name, () -> goal + ": " + problem.code() + ", " + problem.what());
      sim.see(new Seen.Failed(offered, problem.code()));
      throw problem;
    } catch (RuntimeException e) {
      sim.end(new Ending.Broken("nothing fails without a problem", e.toString()));
      throw e;
    }
  }
}
