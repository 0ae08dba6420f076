package dev.micelio.core.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class EnvInvariantsTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 12).boxed().toList();

  private static List<Event> history(long seed) {
    var env = new SeededEnv(seed);
    env.run(() ->
        env.all(
            "nap",
            ITEMS,
            4,
            i -> {
              env.sleep(Duration.ofMillis(env.random().nextInt(100)));
              return i;
            }));
    return env.history();
  }

  @Seeds
  void invariant1_aSeedGivesOneHistoryAndAnotherSeedAnother(long seed) {
    assertThat(history(seed)).isEqualTo(history(seed)).isNotEqualTo(history(seed + 1));
  }

  @Seeds
  void invariant2_onlyOneThreadRunsBetweenTwoCalls(long seed) {
    var env = new SeededEnv(seed);
    var inside = new AtomicInteger();
    env.run(() ->
        env.all(
            "worker",
            ITEMS,
            6,
            i -> {
              for (int round = 0; round < 20; round++) {
                env.step("outside");
                assertThat(inside.incrementAndGet()).isOne();
                Thread.onSpinWait();
                inside.decrementAndGet();
              }
              return i;
            }));
  }

  @Seeds
  void invariant3_aKilledThreadHasNoEffectThroughEnv(long seed) {
    var env = new SeededEnv(seed);
    env.killAt("victim", 1);
    Promise<String> promise = env.promise();
    env.fork(
        "victim",
        () -> {
          try {
            return promise.complete("first");
          } finally {
            assertThatThrownBy(() -> promise.complete("in finally")).isInstanceOf(Killed.class);
          }
        });
    env.runAll();
    assertThat(promise.isDone()).isFalse();
  }

  @Seeds
  void invariant4_noThreadIsLeftWhenARunHasEnded(long seed) {
    var ended = new HashSet<Integer>();
    var env = new SeededEnv(seed, new Bounds(500, Integer.MAX_VALUE));
    Promise<Integer> never = env.promise();
    for (int i : ITEMS) {
      env.fork(
          "thread",
          () -> {
            try {
              return switch (i % 3) {
                case 0 -> never.await();
                case 1 -> naps(env);
                default -> Integer.toString(i);
              };
            } finally {
              ended.add(i);
            }
          });
    }
    assertThatThrownBy(env::runAll).isInstanceOf(Problem.class);
    assertThat(ended).containsExactlyInAnyOrderElementsOf(begun(env));
  }

  private static int naps(SeededEnv env) {
    while (env.nanos() >= 0) {
      env.sleep(Duration.ofSeconds(1));
    }
    return 0;
  }

  /// A thread whose first turn comes after the end never begins.
  private static List<Integer> begun(SeededEnv env) {
    var called =
        env.history().stream()
            .filter(event -> !event.what().equals("end"))
            .map(Event::thread)
            .collect(Collectors.toSet());
    return ITEMS.stream()
        .filter(i -> i % 3 == 2 || called.contains(i == 0 ? "thread" : "thread#" + (i + 1)))
        .toList();
  }

  @Seeds
  void invariant5_neverMoreThanTheLimitAtOnce(long seed) {
    var env = new SeededEnv(seed);
    var now = new AtomicInteger();
    env.run(() ->
        env.all(
            "bounded",
            ITEMS,
            3,
            i -> {
              assertThat(now.incrementAndGet()).isLessThanOrEqualTo(3);
              env.step("work");
              return now.decrementAndGet();
            }));
  }
}
