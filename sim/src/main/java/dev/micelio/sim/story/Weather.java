package dev.micelio.sim.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What goes wrong over all machines, and when it ends: after a time, when as many sessions have
/// landed as were wanted, or when almost everything is decided.
final class Weather {
  private static final Duration STEP = Duration.ofMillis(500);

  /// In a longer history somebody sets clocks right now and then: landers whose clocks are all far
  /// ahead refuse everything, for as long as they are.
  private static final Duration LONG = Duration.ofHours(1);

  private final Simulation sim;
  private final List<Machine> machines = new ArrayList<>();
  private boolean fair;
  private long fairSinceNanos;

  Weather(Simulation sim) {
    this.sim = sim;
  }

  void over(Machine machine) {
    machines.add(machine);
  }

  boolean isFair() {
    return fair;
  }

  /// How long nothing has gone wrong.
  long fairNanos() {
    return fair ? sim.env.nanos() - fairSinceNanos : 0;
  }

  Object change(SplittableRandom random) {
    long ends = Duration.ofSeconds(sim.scenario().at(Dial.CHAOS_SECONDS)).toNanos();
    int jumps = sim.scenario().at(Dial.CLOCK_JUMPS);
    boolean isLong = ends > LONG.toNanos();
    while (!fair && sim.env.nanos() < ends && sim.undecided() > 0 && !sim.isLongEnough()) {
      sim.env.sleep(STEP);
      if (jumps > 0 && random.nextInt(8) == 0) {
        jumps--;
        machines
            .get(random.nextInt(machines.size()))
            .jump(Duration.ofSeconds(random.nextInt(-900, 901)));
      } else if (isLong && random.nextInt(8) == 0) {
        machines.get(random.nextInt(machines.size())).setClock();
      }
    }
    heal();
    return machines;
  }

  void heal() {
    if (!fair) {
      fair = true;
      fairSinceNanos = sim.env.nanos();
      sim.trace.say("weather", () -> "nothing goes wrong any more");
      machines.forEach(Machine::heal);
    }
  }
}
