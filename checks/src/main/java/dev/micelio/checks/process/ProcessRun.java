package dev.micelio.checks.process;

import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One program from its start to its end. Used once.
///
/// | state | what holds | what ends it |
/// | --- | --- | --- |
/// | running | no stop is wanted | exit, the timeout, the bound of its output, a cancellation |
/// | asked | TERM was sent | exit, or the grace |
/// | told | KILL was sent | exit, or the grace |
/// | forced | what can be reached of it was killed from here | exit; else it is left to the system |
/// | ended | the program is gone, its last output may be on the way | the end of its output, or a bound |
final class ProcessRun {
  private static final long TICK_MILLIS = 50;
  private static final long TICK_STOPPING_MILLIS = 20;

  /// Whoever still holds the output of a program that has ended, and is out of reach.
  private static final Duration DRAIN_MAX = Duration.ofSeconds(2);

  private static final long LOOK_NANOS_MIN = Duration.ofMillis(200).toNanos();
  private static final long LOOK_NANOS_MAX = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_PARTS = 20;

  private record Stop(Ended.How how, long atNanos) {}

  private final Env env;
  private final Duration grace;
  private final Launch launch;
  private final AtomicLong budget;
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private long nextLookNanos = Long.MIN_VALUE;
  private final List<Pump> pumps = new ArrayList<>();

  ProcessRun(Env env, Duration grace, Launch launch) {
    this.env = env;
    this.grace = grace;
    this.launch = launch;
    budget = new AtomicLong(launch.outputBytesMax());
  }

  Ended run(OutputStream out, @Nullable OutputStream err, Cancellation cancellation) {
    var times = Path.of(System.getProperty("java.io.tmpdir"), "mic-times-" + Id.next(env));
    long startedMillis = env.nowMillis();
    long startedNanos = env.nanos();
    if (cancellation.isCancelled()) {
      return new Ended(Ended.How.CANCELLED, 128 + 15, Usage.UNKNOWN, startedMillis, startedMillis);
    }
    var leash = start(times, err != null);
    var process = leash.process();
    pump(new Pump(process.getInputStream(), out, budget));
    if (err != null) {
      pump(new Pump(process.getErrorStream(), err, budget));
    }
    var peak = new PeakMemory(process.pid());
    try (var _ = cancellation.onCancel(() -> stop(leash, Ended.How.CANCELLED))) {
      await(leash, startedNanos, peak);
    } finally {
      leash.letGo();
    }
    var cpuMillis = ProcessorTimes.take(times);
    drain();
    var ended = stop.get();
    return new Ended(
        ended == null ? Ended.How.EXITED : ended.how(),
        process.isAlive() ? 128 + 9 : process.exitValue(),
        new Usage(cpuMillis, peak.bytes()),
        startedMillis,
        Math.max(startedMillis, env.nowMillis()));
  }

  private Leash start(Path times, boolean errorsApart) {
    try {
      return Leash.start(launch, times, errorsApart);
    } catch (IOException e) {
      throw Faults.notStarted(launch.argv().getFirst(), e);
    }
  }

  private void pump(Pump pump) {
    pumps.add(pump);
    pump.start();
  }

  private void stop(Leash leash, Ended.How how) {
    if (stop.compareAndSet(null, new Stop(how, env.nanos()))) {
      leash.term();
    }
  }

  private void await(Leash leash, long startedNanos, PeakMemory peak) {
    long tick = TICK_MILLIS;
    int forced = 0;
    try {
      while (!leash.process().waitFor(tick, TimeUnit.MILLISECONDS)) {
        lookNow(peak);
        var stopping = stop.get();
        if (stopping == null) {
          long left = launch.timeout().toNanos() - (env.nanos() - startedNanos);
          if (left <= 0) {
            stop(leash, Ended.How.TIMED_OUT);
          } else if (budget.get() < 0 || pumps.stream().anyMatch(p -> p.failure() != null)) {
            stop(leash, Ended.How.OUTPUT_LIMIT);
          }
          long wait = Math.max(1, TimeUnit.NANOSECONDS.toMillis(left) + 1);
          tick = Math.min(wait, TICK_MILLIS);
        } else {
          tick = TICK_STOPPING_MILLIS;
          long graces = (env.nanos() - stopping.atNanos()) / Math.max(1, grace.toNanos());
          if (graces > forced) {
            forced++;
            switch (forced) {
              case 1 -> leash.kill();
              case 2 -> leash.destroy();
              default -> {
                return; // the system does not let go of it: it waits for a disk that is gone
              }
            }
          }
        }
      }
    } catch (InterruptedException e) {
      leash.kill();
      throw Faults.interrupted(e);
    }
  }

  /// Looking is a small part of all work, however many processes this machine has.
  private void lookNow(PeakMemory peak) {
    long began = env.nanos();
    if (began >= nextLookNanos) {
      peak.look();
      long took = env.nanos() - began;
      nextLookNanos = began + Math.clamp(LOOK_PARTS * took, LOOK_NANOS_MIN, LOOK_NANOS_MAX);
    }
  }

  /// Output that came before the end is on its way; what holds the streams longer is out of reach.
  private void drain() {
    long began = env.nanos();
    for (var pause = Duration.ofMillis(1);
        !pumps.stream().allMatch(Pump::isEnded) && env.nanos() - began < DRAIN_MAX.toNanos();
        pause = Duration.ofMillis(Math.min(2 * pause.toMillis(), TICK_STOPPING_MILLIS))) {
      env.sleep(pause);
    }
    for (var pump : pumps) {
      pump.shut();
      switch (pump.failure()) {
        case null -> {}
        case IOException e -> throw Faults.unwritten(launch.argv().getFirst(), e);
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
    if (budget.get() < 0) {
      stop.compareAndSet(null, new Stop(Ended.How.OUTPUT_LIMIT, env.nanos()));
    }
  }
}
