package dev.micelio.core.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import org.junit.jupiter.api.Test;

final class SeededEnvOnContinuationsTest extends SeededEnvSuite {
  @Override
  Strands strands() {
    return new ContinuationStrands();
  }

  @Test
  void theTestsRunOnAJvmThatHasThem() {
    assertThat(ContinuationStrands.isAvailable()).isTrue();
    assertThat(Strands.fastest()).isInstanceOf(ContinuationStrands.class);
  }

  @Seeds
  void bothKindsOfStrandGiveTheSameHistory(long seed) {
    var here = new SeededEnv(seed, Bounds.USUAL, strands());
    var there = new SeededEnv(seed, Bounds.USUAL, new ThreadStrands());
    assertThat(here.run(() -> busyProgram(here))).isEqualTo(there.run(() -> busyProgram(there)));
    assertThat(here.history()).isEqualTo(there.history());
  }

  @Seeds
  void bothKindsOfStrandDieAlike(long seed) {
    var here = new SeededEnv(seed, Bounds.USUAL, strands());
    var there = new SeededEnv(seed, Bounds.USUAL, new ThreadStrands());
    assertThat(ending(here)).isEqualTo(ending(there));
    assertThat(here.history()).isEqualTo(there.history());
  }

  private static String ending(SeededEnv env) {
    env.killWithChance("", 0.005);
    env.machine("m").crashWithChance(0.02);
    var machine = env.machine("m");
    try {
      return env.run(() -> {
        var crashed = machine.fork("busy", () -> busyProgram(machine));
        return busyProgram(env) + crashed.await();
      });
    } catch (Killed | Problem e) {
      return e.toString();
    }
  }

  /// Its initializer is called by the JVM itself.
  private static final class Hasty {
    static final int VALUE;

    static {
      VALUE = Initializer.pauseIn();
    }
  }

  private static final class Initializer {
    private static SeededEnv env = new SeededEnv(0);

    static int pauseIn() {
      for (int i = 0; i < 100; i++) {
        env.step("from an initializer");
      }
      return 1;
    }
  }

  @Test
  void whoCanNotBePausedEndsTheRunWithItsPlace() {
    var env = new SeededEnv(3, Bounds.USUAL, strands());
    Initializer.env = env;
    env.fork("other", () -> busyProgram(env));
    env.fork("hasty", () -> Hasty.VALUE);
    assertThatThrownBy(env::runAll)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("env.pinned");
              assertThat(problem.what()).contains("hasty").contains("Initializer.pauseIn");
            });
  }
}
