package dev.micelio.core.env;

import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The threads of a simulation, their clock and their history. All its state belongs to whoever
/// holds the baton, so it has no lock.
final class World {
  /// What a call costs in simulated time, so that a thread that only polls lets time pass.
  private static final long CALL_NANOS = 1_000;

  /// After so many calls of a thread that was killed it is taken for one that swallows its death.
  private static final int REFUSALS_MAX = 1_000;

  private final Strands strands;
  private final Bounds bounds;
  private final SplittableRandom order;
  final RandomGenerator random;

  private final Map<String, Strand> alive = new LinkedHashMap<>();
  private final List<Strand> runnable = new ArrayList<>();
  private final PriorityQueue<Strand> sleeping =
      new PriorityQueue<>(
          Comparator.<Strand>comparingLong(s -> s.wakeNanos).thenComparingLong(s -> s.sleepOrder));
  private final Map<String, Integer> namesakes = new HashMap<>();
  private final Map<String, Integer> crashes = new HashMap<>();
  private final Deaths deaths = new Deaths();
  private final History history;
  private final List<Throwable> failures = new ArrayList<>();

  private long nanos;
  private long promises;
  private long sleeps;
  private volatile @Nullable Strand current;
  private @Nullable Problem ruin;
  private volatile boolean idle = true;

  World(long seed, Bounds bounds, Strands strands) {
    this.strands = strands;
    this.bounds = bounds;
    history = new History(bounds.eventsKeptMax());
    order = new SplittableRandom(seed);
    random = order.split();
  }

  long nanos() {
    return nanos;
  }

  Deaths deaths() {
    return deaths;
  }

  History history() {
    return history;
  }

  @Nullable Strand current() {
    return current;
  }

  String promiseName() {
    return "promise-" + ++promises;
  }

  boolean isIdle() {
    return idle;
  }

  /// Threads forked before the world runs are its first ones; their failures are the run's.
  <T extends @Nullable Object> Task<T> fork(String machine, String name, Supplier<T> work) {
    boolean first = idle;
    if (!first) {
      pass("fork " + name);
    }
    int number = namesakes.merge(name, 1, Integer::sum);
    String unique = number == 1 ? name : name + "#" + number;
    var task = new SeededPromise<T>(this, unique);
    add(strands.strand(unique, machine, () -> live(task, work, first)));
    return task;
  }

  private void add(Strand strand) {
    if (alive.putIfAbsent(strand.name, strand) != null) {
      throw new IllegalArgumentException("two threads named " + strand.name);
    }
    wake(strand);
  }

  private <T extends @Nullable Object> void live(
      SeededPromise<T> task, Supplier<T> work, boolean first) {
    Strand me = me();
    try {
      checkAlive(me);
      T value = work.get();
      checkAlive(me); // a death that the work swallowed is still its end
      task.decide(value);
    } catch (Throwable e) { // whoever awaits the task is thrown it
      Throwable cause = me.killed == null ? e : me.killed;
      task.decideFailure(cause);
      if (first && !(cause instanceof Killed)) {
        failures.add(cause);
      }
    }
    record(me, "end");
    leave(me);
  }

  private void leave(Strand me) {
    alive.remove(me.name);
    unlist(me);
    Strand next = next();
    current = next;
    if (next != null) {
      next.handBaton();
    } else {
      idle = true;
      strands.idle();
    }
  }

  /// A call at which another thread may go on.
  void pass(String what) {
    Strand me = call(what);
    yieldTo(next(), me);
  }

  void sleep(long sleepNanos) {
    Strand me = call("sleep " + sleepNanos);
    unlist(me);
    me.wakeNanos = nanos + sleepNanos < 0 ? Long.MAX_VALUE : nanos + sleepNanos;
    me.sleepOrder = ++sleeps;
    sleeping.add(me);
    yieldTo(next(), me);
  }

  void block(SeededPromise<?> awaited) {
    Strand me = me();
    unlist(me);
    me.waitsFor = awaited;
    awaited.waiters.add(me);
    yieldTo(next(), me);
  }

  void unblock(SeededPromise<?> decided) {
    for (Strand waiter : decided.waiters) {
      if (waiter.waitsFor == decided) { // else it was killed meanwhile
        wake(waiter);
      }
    }
    decided.waiters.clear();
  }

  void kill(String name) {
    pass("kill " + name);
    Strand victim = alive.get(name);
    if (victim != null) {
      kill(victim, name + " was killed");
    }
    checkAlive(me());
  }

  /// All threads of a machine die at once.
  void crash(String machine) {
    pass("crash " + machine);
    killAll(machine);
    checkAlive(me());
  }

  void end(Problem why) {
    call("enough");
    ruin(why);
    checkAlive(me());
  }

  int crashes(String machine) {
    return crashes.getOrDefault(machine, 0);
  }

  private void killAll(String machine) {
    crashes.merge(machine, 1, Integer::sum);
    for (var strand : alive.values()) {
      if (strand.machine.equals(machine)) {
        kill(strand, "the machine " + machine + " has crashed");
      }
    }
  }

  private void kill(Strand victim, String why) {
    if (victim.killed == null) {
      record(victim, "killed");
      victim.killed = new Killed(why);
      sleeping.remove(victim);
      wake(victim);
    }
  }

  /// Runs until every thread has ended.
  void drive() {
    if (!idle) {
      throw new IllegalStateException("this world runs already");
    }
    Strand first = next();
    if (first != null) {
      idle = false;
      current = first;
      strands.drive(first, this);
    }
    throwFailure();
  }

  private void throwFailure() {
    if (ruin != null) {
      throw ruin;
    }
    if (!failures.isEmpty()) {
      Throwable first = failures.getFirst();
      failures.clear();
      throw SeededPromise.unchecked(first);
    }
  }

  private Strand me() {
    Strand me = current;
    if (me == null || !me.isCurrent()) {
      throw new IllegalStateException(
          "only threads of this simulation may call it while it runs, not "
              + Thread.currentThread());
    }
    return me;
  }

  private Strand call(String what) {
    Strand me = me();
    checkAlive(me);
    nanos += CALL_NANOS;
    me.calls++;
    record(me, what);
    if (deaths.strikes(me.name, me.calls, order)) {
      record(me, "killed");
      me.killed = new Killed(me.name + " was killed at its call " + me.calls + ", " + what);
    } else if (deaths.crashes(me.machine, order)) {
      killAll(me.machine);
    } else if (strands.interrupted()) {
      ruin(Ruin.interrupted());
    } else if (history.size() > bounds.callsMax()) {
      ruin(Ruin.runaway(bounds.callsMax(), me.name + " at " + me.where()));
    }
    checkAlive(me);
    return me;
  }

  private void record(Strand strand, String what) {
    history.add(new Event(nanos, strand.name, what));
  }

  private void checkAlive(Strand me) {
    Problem ruin = this.ruin;
    if (me.killed == null && ruin != null) {
      me.killed = new Killed("the simulation ended: " + ruin.what(), ruin);
    }
    if (me.killed != null) {
      if (++me.refusals > REFUSALS_MAX) {
        abandon(me);
      }
      throw me.killed;
    }
  }

  private void abandon(Strand me) {
    ruin(Ruin.swallowed(me.name, me.where()));
    leave(me);
    while (true) {
      me.awaitBaton(); // which nobody hands to it any more
    }
  }

  private void yieldTo(@Nullable Strand next, Strand me) {
    if (next != null && !next.equals(me)) {
      current = next;
      next.handBaton();
      awaitBaton(me);
    }
    checkAlive(me);
  }

  private void awaitBaton(Strand me) {
    try {
      me.awaitBaton();
    } catch (Problem pinned) {
      current = me;
      ruin(pinned);
    }
  }

  /// Who goes next: any that can run, by the seed. When none can, the clock jumps to the next one
  /// that wakes. Null when all threads have ended.
  private @Nullable Strand next() {
    if (runnable.isEmpty() && !sleeping.isEmpty()) {
      nanos = Math.max(nanos, sleeping.element().wakeNanos);
    }
    while (!sleeping.isEmpty() && sleeping.element().wakeNanos <= nanos) {
      wake(sleeping.remove());
    }
    if (runnable.isEmpty() && !alive.isEmpty()) {
      ruin(Ruin.deadlock(waits()));
    }
    return runnable.isEmpty() ? null : runnable.get(order.nextInt(runnable.size()));
  }

  private String waits() {
    return alive.values().stream()
        .map(strand -> strand.name + " waits for " + strand.waitsFor + " at " + strand.where())
        .collect(Collectors.joining("; "));
  }

  /// Ends the run: every thread is woken to be thrown [Killed].
  private void ruin(Problem problem) {
    if (ruin == null) {
      ruin = problem;
      sleeping.clear();
      alive.values().forEach(this::wake);
    }
  }

  private void wake(Strand strand) {
    strand.waitsFor = null;
    if (strand.place < 0) {
      strand.place = runnable.size();
      runnable.add(strand);
    }
  }

  private void unlist(Strand strand) {
    if (strand.place >= 0) {
      Strand last = runnable.removeLast();
      if (!last.equals(strand)) {
        runnable.set(strand.place, last);
        last.place = strand.place;
      }
      strand.place = -1;
    }
  }
}
