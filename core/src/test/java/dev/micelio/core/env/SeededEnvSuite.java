package dev.micelio.core.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every simulated world keeps, whatever its threads are made of.
@Timeout(60)
abstract class SeededEnvSuite {

  abstract Strands strands();

  private SeededEnv world(long seed) {
    return world(seed, Bounds.USUAL);
  }

  private SeededEnv world(long seed, Bounds bounds) {
    return new SeededEnv(seed, bounds, strands());
  }

  /// Forks, sleeps, promises, chance, a fan-out, a failure and a race for a register.
  static String busyProgram(SeededEnv env) {
    var register = new AtomicInteger();
    var log = new StringBuilder();
    Promise<Integer> promise = env.promise();
    var workers = new ArrayList<Task<Integer>>();
    for (int i = 0; i < 5; i++) {
      workers.add(
          env.fork(
              "worker",
              () -> {
                int seen = register.get();
                env.sleep(Duration.ofMillis(env.random().nextInt(20)));
                env.step("write");
                register.set(seen + 1);
                log.append(env.nanos()).append(' ');
                promise.complete(seen);
                return promise.await() + seen;
              }));
    }
    var squares =
        env.all(
            "square",
            IntStream.range(0, 20).boxed().toList(),
            3,
            i -> {
              env.step("square " + i);
              return i * i + register.get();
            });
    workers.forEach(worker -> log.append(worker.await()).append(' '));
    return log.append(squares).append(register).toString();
  }

  @Seeds(50)
  void aSeedReplaysExactly(long seed) {
    var first = world(seed);
    var second = world(seed);
    assertThat(first.run(() -> busyProgram(first)))
        .isEqualTo(second.run(() -> busyProgram(second)));
    assertThat(first.history()).isEqualTo(second.history()).hasSizeGreaterThan(50);
  }

  @Seeds(50)
  void aSeedReplaysExactlyAlsoWhenThreadsDie(long seed) {
    var histories = new HashSet<List<Event>>();
    for (int i = 0; i < 2; i++) {
      var env = world(seed);
      env.killWithChance("", 0.01);
      try {
        env.run(() -> busyProgram(env));
      } catch (Killed _) {
        // main may be one of the dead
      }
      histories.add(env.history());
    }
    assertThat(histories).hasSize(1);
  }

  @Test
  void otherSeedsGiveOtherHistories() {
    var histories = new HashSet<List<Event>>();
    for (long seed = 0; seed < 50; seed++) {
      var env = world(seed);
      env.run(() -> busyProgram(env));
      histories.add(env.history());
    }
    assertThat(histories).hasSize(50);
  }

  @Test
  void someSeedFindsALostUpdateAndSomeSeedDoesNot() {
    var counts = new HashSet<Integer>();
    for (long seed = 0; seed < 100; seed++) {
      var env = world(seed);
      var register = new AtomicInteger();
      for (int i = 0; i < 2; i++) {
        env.fork(
            "writer",
            () -> {
              int seen = register.get();
              env.step("between read and write");
              register.set(seen + 1);
              return null;
            });
      }
      env.runAll();
      counts.add(register.get());
    }
    assertThat(counts).containsExactlyInAnyOrder(1, 2);
  }

  @Seeds
  void everyOrderOfThreeThreadsHappens(long seed) {
    var orders = new HashSet<String>();
    for (int i = 0; i < 200; i++) {
      var env = world(seed + i);
      var order = new StringBuilder();
      for (String name : List.of("a", "b", "c")) {
        env.fork(
            name,
            () -> {
              env.step("go");
              return order.append(name);
            });
      }
      env.runAll();
      orders.add(order.toString());
    }
    assertThat(orders).hasSize(6);
  }

  @Seeds
  void whenNobodyCanRunTheClockJumps(long seed) {
    var env = world(seed);
    long began = System.nanoTime();
    env.run(() -> {
      long wall = env.nowMillis();
      long nanos = env.nanos();
      env.fork("short", () -> nap(env, Duration.ofHours(1)));
      env.sleep(Duration.ofDays(365));
      assertThat(env.nanos() - nanos).isBetween(days(365), days(365) + 1_000_000);
      assertThat(env.nowMillis() - wall)
          .isBetween(days(365) / 1_000_000, days(365) / 1_000_000 + 1);
      return null;
    });
    assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(20).toNanos());
  }

  private static long days(int days) {
    return Duration.ofDays(days).toNanos();
  }

  private static long nap(Env env, Duration duration) {
    env.sleep(duration);
    return env.nanos();
  }

  @Seeds
  void sleepersWakeInTheOrderOfTheirTimes(long seed) {
    var env = world(seed);
    var woken = new ArrayList<Integer>();
    for (int seconds : List.of(5, 3, 9, 1)) {
      env.fork(
          "sleeper",
          () -> {
            env.sleep(Duration.ofSeconds(seconds));
            return woken.add(seconds);
          });
    }
    env.runAll();
    assertThat(woken).containsExactly(1, 3, 5, 9);
  }

  @Seeds
  void aThreadThatOnlyPollsLetsTimePass(long seed) {
    var env = world(seed);
    var rung = new AtomicInteger();
    env.fork(
        "bell",
        () -> {
          env.sleep(Duration.ofMillis(5));
          return rung.incrementAndGet();
        });
    env.run(() -> {
      while (rung.get() == 0) {
        env.step("poll");
      }
      return null;
    });
    assertThat(env.nanos()).isGreaterThanOrEqualTo(5_000_000);
  }

  @Test
  void aSleepWithoutEndIsNoOverflow() {
    var env = world(1);
    env.run(() -> {
      env.sleep(Duration.ofSeconds(Long.MAX_VALUE));
      env.sleep(Duration.ofSeconds(-5));
      return null;
    });
    assertThat(env.nanos()).isPositive();
  }

  @Seeds
  void aDeadlockNamesWhoWaitsForWhatAndWhere(long seed) {
    var env = world(seed);
    assertThatThrownBy(() ->
            env.run(() -> {
              Promise<Integer> left = env.promise();
              Promise<Integer> right = env.promise();
              Task<Boolean> philosopher =
                  env.fork("philosopher", () -> right.complete(left.await()));
              left.complete(right.await());
              return philosopher.await();
            }))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("env.deadlock");
              assertThat(problem.what())
                  .contains("main waits for promise-2 at " + SeededEnvSuite.class.getName())
                  .contains("philosopher waits for promise-1 at " + SeededEnvSuite.class.getName());
            });
    assertNoThreadIsLeft(env);
  }

  @Seeds
  void aRunWithoutEndEndsAtItsBound(long seed) {
    var env = world(seed, new Bounds(1_000, Integer.MAX_VALUE));
    env.fork("sleeper", () -> nap(env, Duration.ofDays(1000)));
    assertThatThrownBy(() ->
            env.run(() -> {
              while (true) {
                env.step("again");
              }
            }))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("env.runaway"));
    assertNoThreadIsLeft(env);
  }

  private static void assertNoThreadIsLeft(SeededEnv env) {
    var ended =
        env.history().stream().filter(e -> e.what().equals("end")).map(Event::thread).toList();
    assertThat(ended)
        .containsExactlyInAnyOrderElementsOf(
            env.history().stream().map(Event::thread).distinct().toList());
  }

  /// A bank that writes its intent first: wherever it dies, money is neither lost nor made.
  private static void transfer(
      Env env, Account from, Account to, AtomicReference<@Nullable Intent> journal) {
    journal.set(new Intent(from.balance - 10, to.balance + 10));
    env.step("journalled");
    from.balance -= 10;
    env.step("taken");
    to.balance += 10;
    env.step("given");
    journal.set(null);
  }

  private static final class Account {
    int balance = 100;
  }

  private record Intent(int from, int to) {}

  @Test
  void aThreadCanBeKilledAtEveryOneOfItsCalls() {
    var balances = new ArrayList<Integer>();
    for (int call = 1; ; call++) {
      var env = world(call);
      var from = new Account();
      var to = new Account();
      var journal = new AtomicReference<@Nullable Intent>();
      env.killAt("teller", call);
      var teller =
          env.fork(
              "teller",
              () -> {
                transfer(env, from, to, journal);
                return true;
              });
      env.runAll();
      if (!died(teller)) {
        assertThat(call).isEqualTo(4);
        break;
      }
      balances.add(from.balance + to.balance);
      var intent = journal.get();
      if (intent != null) {
        from.balance = intent.from;
        to.balance = intent.to;
      }
      assertThat(from.balance + to.balance).isEqualTo(200);
    }
    assertThat(balances).containsExactly(200, 190, 200);
  }

  private static boolean died(Task<?> task) {
    try {
      task.await();
      return false;
    } catch (Killed _) {
      return true;
    }
  }

  @Test
  void aBusyProgramEndsWhereverOneOfItsThreadsDies() {
    for (String victim : List.of("main", "worker", "worker#3", "square-1")) {
      int call = 1;
      for (boolean died = true; died; call++) {
        var env = world(7);
        env.killAt(victim, call);
        died = died(env.fork("all", () -> diesWithItsParts(env)), env);
        assertNoThreadIsLeft(env);
      }
      assertThat(call).as("calls of %s", victim).isGreaterThan(4);
    }
  }

  private static Object diesWithItsParts(SeededEnv env) {
    return env.fork("main", () -> busyProgram(env)).await();
  }

  private static boolean died(Task<?> task, SeededEnv env) {
    try {
      env.runAll();
    } catch (Problem deadlock) {
      // a worker that dies before it completes what others wait for leaves them waiting
      assertThat(deadlock.code()).isEqualTo("env.deadlock");
      return true;
    }
    return died(task);
  }

  @Seeds
  void whoAwaitsADeadThreadIsThrownItsDeath(long seed) {
    var env = world(seed);
    env.killAt("victim", 2);
    env.run(() -> {
      var victim =
          env.fork(
              "victim", () -> nap(env, Duration.ofSeconds(1)) + nap(env, Duration.ofSeconds(1)));
      assertThatThrownBy(victim::await)
          .isInstanceOf(Killed.class)
          .hasMessageContaining("victim was killed at its call 2");
      return null;
    });
  }

  @Seeds
  void aDeadThreadCanDoNothingMore(long seed) {
    var env = world(seed);
    env.killAt("victim", 1);
    Promise<String> promise = env.promise();
    var victim =
        env.fork(
            "victim",
            () -> {
              for (Runnable call :
                  List.<Runnable>of(
                      () -> env.step("x"),
                      () -> env.sleep(Duration.ZERO),
                      () -> env.fork("child", () -> null),
                      () -> promise.complete("from the dead"),
                      () -> promise.fail(new IllegalStateException()),
                      promise::isDone,
                      promise::await)) {
                assertThatThrownBy(call::run).isInstanceOf(Killed.class);
              }
              return "survived";
            });
    env.runAll();
    assertThatThrownBy(victim::await).isInstanceOf(Killed.class);
    assertThat(promise.isDone()).isFalse();
    assertThat(env.history()).extracting(Event::thread).containsOnly("victim");
  }

  @Seeds
  void oneThreadKillsAnotherWhereverItWaits(long seed) {
    var env = world(seed);
    Promise<String> never = env.promise();
    var waiter = env.fork("waiter", never::await);
    var sleeper = env.fork("sleeper", () -> nap(env, Duration.ofDays(1)));
    env.run(() -> {
      env.sleep(Duration.ofSeconds(1));
      env.kill("waiter");
      env.kill("sleeper");
      env.kill("nobody");
      never.complete("late");
      return null;
    });
    assertThat(died(waiter)).isTrue();
    assertThat(died(sleeper)).isTrue();
    assertThat(env.nanos()).isLessThan(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void aThreadThatSwallowsItsDeathIsFound() {
    var env = world(3);
    env.killAt("undead", 2);
    env.fork(
        "undead",
        () -> {
          while (true) {
            try {
              env.step("live on");
            } catch (Throwable _) {
              // what must never be done
            }
          }
        });
    assertThatThrownBy(env::runAll)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("env.killed-swallowed"));
  }

  @Seeds
  void aFailureNobodyAwaitsIsTheRunsFailure(long seed) {
    var env = world(seed);
    env.fork("good", () -> nap(env, Duration.ofSeconds(1)));
    env.fork(
        "bad",
        () -> {
          env.step("before");
          throw new IllegalArgumentException("nobody awaits this");
        });
    assertThatThrownBy(env::runAll).hasMessage("nobody awaits this");
    assertNoThreadIsLeft(env);
  }

  @Seeds
  void aPromiseIsDecidedOnce(long seed) {
    var env = world(seed);
    Promise<Integer> promise = env.promise();
    var wins = new ArrayList<Integer>();
    for (int i = 0; i < 4; i++) {
      int mine = i;
      env.fork("giver", () -> promise.complete(mine) && wins.add(mine));
    }
    assertThat(env.run(promise::await)).isEqualTo(wins.getFirst());
    assertThat(wins).hasSize(1);
  }

  @Seeds
  void machinesOfOneWorldMayHaveSkewedClocks(long seed) {
    var env = world(seed);
    var ahead = env.skewed(Duration.ofMinutes(7)).skewed(Duration.ofMinutes(-2));
    ahead.run(() -> {
      ahead.sleep(Duration.ofSeconds(3));
      assertThat(ahead.nowMillis() - env.nowMillis()).isEqualTo(300_000);
      assertThat(ahead.nanos()).isEqualTo(env.nanos());
      return null;
    });
    assertThat(ahead.history()).isEqualTo(env.history());
  }

  @Test
  void aThreadFromOutsideMayNotMeddle() throws Exception {
    var env = world(1);
    var thrown = new AtomicReference<Throwable>();
    env.run(() -> {
      var outside = Thread.ofPlatform().unstarted(() -> env.step("meddle"));
      outside.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
      outside.start();
      try {
        outside.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return null;
    });
    assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> env.step("after the end")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(env.promise()::await).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInterruptFromOutsideEndsTheRun() {
    var env = world(1, new Bounds(Integer.MAX_VALUE, 1_000));
    var tester = Thread.currentThread();
    var calls = new AtomicInteger();
    assertThatThrownBy(() ->
            env.run(() -> {
              while (true) {
                env.step("go on");
                if (calls.incrementAndGet() == 1_000) {
                  tester.interrupt();
                }
              }
            }))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("env.interrupted"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptReachesAThreadThatWaitsOutsideOfTheSimulation() throws Exception {
    var env = world(1);
    var stuck = new CountDownLatch(1);
    var ended = new AtomicReference<@Nullable Throwable>();
    env.fork(
        "stuck",
        () -> {
          stuck.countDown();
          try {
            return new SynchronousQueue<String>().take();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    env.fork("sleeper", () -> nap(env, Duration.ofSeconds(1)));
    var tester =
        Thread.ofPlatform()
            .start(() -> {
              try {
                env.runAll();
              } catch (Throwable e) {
                ended.set(e);
              }
            });
    stuck.await();
    tester.interrupt();
    tester.join();
    assertThat(ended.get()).isNotNull();
    assertNoThreadIsLeft(env);
  }

  @Seeds(5)
  void aWorldMayRunAgainWhenItsThreadsHaveEnded(long seed) {
    var env = world(seed);
    assertThat(env.run(() -> nap(env, Duration.ofSeconds(1)))).isGreaterThan(0);
    assertThat(env.run(() -> nap(env, Duration.ofSeconds(1)))).isGreaterThan(2_000_000_000L);
  }

  @Test
  @Tag("slow")
  void hundredsOfThousandsOfCallsTakeSeconds() {
    var env = world(5);
    long began = System.nanoTime();
    env.run(() ->
        env.all(
            "agent",
            LongStream.range(0, 16).boxed().toList(),
            16,
            agent -> {
              for (int i = 0; i < 20_000; i++) {
                env.step("work");
              }
              return agent;
            }));
    long nanosPerCall = (System.nanoTime() - began) / env.history().size();
    System.out.println("simulated calls: " + env.history().size() + ", ns each: " + nanosPerCall);
    assertThat(nanosPerCall).isLessThan(100_000);
  }

  @Seeds
  void aMachineThatCrashesTakesAllItsThreadsWithItAndNoOther(long seed) {
    var env = world(seed);
    var left = env.machine("left");
    var right = env.machine("right");
    Promise<String> never = env.promise();
    var dead =
        List.of(
            left.fork("waiter", never::await),
            left.fork("sleeper", () -> nap(left, Duration.ofDays(1))),
            left.fork(
                "parent", () -> left.fork("child", () -> nap(env, Duration.ofDays(1))).await()));
    var alive = right.fork("sleeper", () -> nap(right, Duration.ofMinutes(1)));
    env.run(() -> {
      env.sleep(Duration.ofSeconds(1));
      assertThat(left.crashes()).isZero();
      left.crash();
      assertThat(left.crashes()).isOne();
      assertThat(right.crashes()).isZero();
      never.complete("late");
      return null;
    });
    assertThat(dead).allMatch(task -> died(task));
    assertThat(died(alive)).isFalse();
    assertThat(env.nanos()).isLessThan(Duration.ofMinutes(2).toNanos());
    assertThatThrownBy(env::crash).isInstanceOf(IllegalStateException.class);
    assertNoThreadIsLeft(env);
  }

  @Seeds
  void aMachineCrashesAtSomeCallAndMayBeStartedAgain(long seed) {
    var env = world(seed);
    var machine = env.machine("m");
    machine.crashWithChance(0.1);
    int starts =
        env.run(() -> {
          for (int i = 1; ; i++) {
            var life = machine.fork("life", () -> steps(machine, 20));
            if (!died(life)) {
              return i;
            }
          }
        });
    assertThat(starts).isPositive();
    assertNoThreadIsLeft(env);
  }

  private static int steps(Env env, int count) {
    for (int i = 0; i < count; i++) {
      env.step("work");
    }
    return count;
  }

  @Seeds
  void theClockOfOneMachineJumpsAndNoOther(long seed) {
    var env = world(seed);
    var machine = env.skewed(Duration.ofMinutes(1)).machine("m");
    env.run(() -> {
      machine.jump(Duration.ofMinutes(-3));
      env.sleep(Duration.ofSeconds(5));
      assertThat(machine.nowMillis() - env.nowMillis()).isEqualTo(-120_000);
      machine.jump(Duration.ofMinutes(10));
      assertThat(machine.nowMillis() - env.nowMillis()).isEqualTo(480_000);
      assertThat(machine.nanos()).isEqualTo(env.nanos());
      return null;
    });
  }

  @Seeds(5)
  void aHistoryThatIsNotKeptHasTheSameFingerprint(long seed) {
    var whole = world(seed);
    var bounded = world(seed, new Bounds(1_000_000, 10));
    var none = world(seed, new Bounds(1_000_000, 0));
    List.of(whole, bounded, none).forEach(env -> env.run(() -> busyProgram(env)));
    var events = whole.history();
    assertThat(whole.events()).isEqualTo(events.size()).isEqualTo(none.events());
    assertThat(bounded.history()).isEqualTo(events.subList(events.size() - 10, events.size()));
    assertThat(none.history()).isEmpty();
    assertThat(List.of(bounded.fingerprint(), none.fingerprint()))
        .containsOnly(whole.fingerprint());
  }

  @Seeds
  void whoeverSeesEnoughEndsTheRunForAll(long seed) {
    var env = world(seed);
    var enough = new Problem(Problem.Kind.BUG, "env.enough", "seen enough", "look at it");
    var after = new AtomicInteger();
    env.fork("sleeper", () -> nap(env, Duration.ofDays(1)));
    env.fork(
        "seer",
        () -> {
          env.sleep(Duration.ofSeconds(1));
          env.end(enough);
          return after.incrementAndGet();
        });
    assertThatThrownBy(env::runAll).isSameAs(enough);
    assertThat(after).hasValue(0);
    assertThat(env.nanos()).isLessThan(Duration.ofSeconds(2).toNanos());
    assertNoThreadIsLeft(env);
  }
}
