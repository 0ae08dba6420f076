package dev.micelio.core.env;

import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A simulated world: its threads run one at a time, and at each call the seed says who goes on. So
/// one seed gives one history, whatever the machine does.
///
/// Time is simulated. A call takes a microsecond; when nobody can run, the clock jumps to whoever
/// wakes next. Threads that wait for each other, or that never end, end the run with a
/// [dev.micelio.core.problem.Problem]. No thread is left when a run has ended.
public final class SeededEnv implements Env {
  /// The wall clock's first moment: 2026-01-01T00:00:00Z.
  public static final long EPOCH_MILLIS = 1_767_225_600_000L;

  private final World world;
  private final String machine;
  private long skewMillis;

  public SeededEnv(long seed) {
    this(seed, Bounds.USUAL);
  }

  public SeededEnv(long seed, Bounds bounds) {
    this(seed, bounds, Strands.fastest());
  }

  SeededEnv(long seed, Bounds bounds, Strands strands) {
    this(new World(seed, bounds, strands), "", 0);
  }

  private SeededEnv(World world, String machine, long skewMillis) {
    this.world = world;
    this.machine = machine;
    this.skewMillis = skewMillis;
  }

  /// The same machine with a wall clock of its own that is ahead by `ahead`.
  public SeededEnv skewed(Duration ahead) {
    return new SeededEnv(world, machine, Math.addExact(skewMillis, ahead.toMillis()));
  }

  /// The same world as a machine of that name sees it. The threads that are forked through it are
  /// that machine's and crash together. It has a wall clock of its own, which begins as this one.
  public SeededEnv machine(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a machine has a name");
    }
    return new SeededEnv(world, name, skewMillis);
  }

  /// From now on this machine's wall clock is further ahead by `by`, or back where it is negative.
  public void jump(Duration by) {
    step("clock jumps " + by);
    skewMillis = Math.addExact(skewMillis, by.toMillis());
  }

  /// All threads of this machine die now, wherever they wait; it may be started again.
  public void crash() {
    if (machine.isEmpty()) {
      throw new IllegalStateException("only a machine crashes: name it first");
    }
    world.crash(machine);
  }

  /// How often this machine has crashed, by which a thread that begins on it can tell whether it is
  /// still the machine that it was forked for.
  public int crashes() {
    return world.crashes(machine);
  }

  /// At each call of one of its threads this machine crashes with this chance.
  public void crashWithChance(double perCall) {
    world.deaths().ofMachine(machine, perCall);
  }

  /// Runs `main` and all that it forks, and answers or throws as `main` did.
  public <T extends @Nullable Object> T run(Supplier<T> main) {
    Task<T> task = fork("main", main);
    runAll();
    return task.await();
  }

  /// Runs what was forked, until every thread has ended. Throws the first failure of a thread that
  /// was forked from outside, unless it was killed.
  public void runAll() {
    world.drive();
  }

  /// The thread dies at its `call`-th call, counted from 1.
  public void killAt(String thread, int call) {
    world.deaths().at(thread, call);
  }

  /// Threads whose names begin so die with this chance at each of their calls.
  public void killWithChance(String threadPrefix, double perCall) {
    world.deaths().chance(threadPrefix, perCall);
  }

  /// Kills a thread now, wherever it waits; nothing happens if it has ended.
  public void kill(String thread) {
    world.kill(thread);
  }

  /// Ends the whole run now: every thread is thrown [Killed], and whoever runs this is thrown
  /// `why`.
  public void end(Problem why) {
    world.end(why);
  }

  /// Every call so far of every thread, in order; the newest ones where not all are kept.
  public List<Event> history() {
    return world.history().kept();
  }

  /// How many events there were, kept or not.
  public long events() {
    return world.history().size();
  }

  /// Equal where whole histories are equal, whatever of them is kept.
  public long fingerprint() {
    return world.history().fingerprint();
  }

  @Override
  public long nowMillis() {
    return EPOCH_MILLIS + skewMillis + nanos() / 1_000_000;
  }

  @Override
  public long nanos() {
    return world.nanos();
  }

  @Override
  public RandomGenerator random() {
    return world.random;
  }

  @Override
  public void sleep(Duration duration) {
    world.sleep(nanosOf(duration));
  }

  private static long nanosOf(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0
        ? Long.MAX_VALUE
        : duration.toNanos();
  }

  @Override
  public void step(String what) {
    world.pass(what);
  }

  @Override
  public <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work) {
    return world.fork(machine, name, work);
  }

  @Override
  public <T extends @Nullable Object> Promise<T> promise() {
    return new SeededPromise<>(world, world.promiseName());
  }
}
