package dev.micelio.core.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// [Env#all] on a machine and in simulations.
final class FanOutTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  private static void everywhere(long seed, Consumer<Env> story) {
    story.accept(new MachineEnv());
    var seeded = new SeededEnv(seed);
    seeded.run(() -> {
      story.accept(seeded);
      return null;
    });
  }

  @Seeds
  void answersComeInTheOrderOfTheItems(long seed) {
    everywhere(
        seed,
        env ->
            assertThat(env.all("double", ITEMS, 7, i -> work(env, i)))
                .isEqualTo(ITEMS.stream().map(i -> 2 * i).toList()));
  }

  private static int work(Env env, int item) {
    env.sleep(Duration.ofNanos(item * 100L % 700));
    return 2 * item;
  }

  @Seeds
  void neverMoreThanTheLimitAtOnce(long seed) {
    everywhere(
        seed,
        env -> {
          var now = new AtomicInteger();
          var most = new AtomicInteger();
          env.all(
              "bounded",
              ITEMS,
              5,
              i -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                env.sleep(Duration.ofMillis(1));
                return now.decrementAndGet();
              });
          assertThat(most).hasValueBetween(2, 5);
        });
  }

  @Seeds
  void afterAFailureNothingIsBegunAndAllThreadsHaveEnded(long seed) {
    everywhere(
        seed,
        env -> {
          var begun = ConcurrentHashMap.<Integer>newKeySet();
          var running = new AtomicInteger();
          assertThatThrownBy(() ->
                  env.all(
                      "failing",
                      ITEMS,
                      4,
                      i -> {
                        begun.add(i);
                        running.incrementAndGet();
                        try {
                          env.sleep(Duration.ofMillis(1));
                          if (i == 10) {
                            throw new IllegalArgumentException("item 10");
                          }
                          return i;
                        } finally {
                          running.decrementAndGet();
                        }
                      }))
              .hasMessage("item 10");
          assertThat(running).hasValue(0);
          assertThat(begun).hasSizeLessThan(20);
        });
  }

  @Test
  void aKilledWorkerKillsWhoAwaitsThemAll() {
    var env = new SeededEnv(1);
    env.killAt("work-1", 2);
    assertThatThrownBy(() -> env.run(() -> env.all("work", ITEMS, 3, i -> work(env, i))))
        .isInstanceOf(Killed.class);
  }

  @Test
  void anEmptyListNeedsNobodyAndALimitIsAtLeastOne() {
    everywhere(
        1,
        env -> {
          assertThat(env.<Integer, Integer>all("none", List.of(), 1, i -> i)).isEmpty();
          assertThatThrownBy(() -> env.all("none", ITEMS, 0, i -> i))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }
}
