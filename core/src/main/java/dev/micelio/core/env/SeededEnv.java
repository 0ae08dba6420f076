package dev.micelio.core.env;

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

  private static final int CALLS_MAX = 1_000_000;

  private final World world;
  private final long skewMillis;

  public SeededEnv(long seed) {
    this(seed, CALLS_MAX);
  }

  /// With a bound of its own for the calls of all threads together.
  public SeededEnv(long seed, int callsMax) {
    this(new World(seed, callsMax), 0);
  }

  private SeededEnv(World world, long skewMillis) {
    this.world = world;
    this.skewMillis = skewMillis;
  }

  /// The same world as a machine sees it whose wall clock is ahead by `ahead`.
  public SeededEnv skewed(Duration ahead) {
    return new SeededEnv(world, Math.addExact(skewMillis, ahead.toMillis()));
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

  /// Every call so far of every thread, in order.
  public List<Event> history() {
    return world.history();
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
    return world.fork(name, work);
  }

  @Override
  public <T extends @Nullable Object> Promise<T> promise() {
    return new SeededPromise<>(world, world.promiseName());
  }
}
