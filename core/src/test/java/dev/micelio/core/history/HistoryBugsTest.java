package dev.micelio.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.measured.MeasuredObjectStore;
import dev.micelio.core.objects.measured.Operation;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.TreePath;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Mistakes that an index of a log is known to make.
final class HistoryBugsTest {
  private final Env env = new MachineEnv();
  private final ObjectStore objects = Memory.open(env);
  private final GeneratedLog log = new GeneratedLog(1);
  private final History history = new History(env, objects, log, log);
  private final HistoryBuilder builder = new HistoryBuilder(env, objects, log, log);

  private void land(String path) {
    log.add(new TreeSet<>(Set.of(new TreePath(path))));
  }

  private long newest(String path) {
    var wanted = new TreePath(path);
    var found = history.newest(Set.of(wanted), 0, log.size()).get(wanted);
    return found == null ? 0 : found.position();
  }

  @Test
  void w4_aLandingThatIsInNoIndexYetIsAConflictAllTheSame() {
    log.grow(999);
    land("just/landed");
    assertThat(newest("just/landed")).isEqualTo(1000);
    builder.build(log.size());
    land("just/landed");
    assertThat(newest("just/landed")).isEqualTo(1001);
    log.grow(3_500);
    assertThat(newest("just/landed")).isEqualTo(1001);
    objects.delete(ProjectKeys.segment(1));
    builder.build(log.size());
    assertThat(newest("just")).isEqualTo(1001);
  }

  @Test
  void w7_aBlockIsIndexedOnlyWhenAllOfItHasLanded() {
    log.grow(1);
    assertThat(builder.build(log.size())).isZero();
    log.grow(990);
    land("late/in/the/block");
    assertThat(builder.build(log.size())).isZero();
    log.grow(9_998);
    land("late/in/the/roll-up");
    assertThat(builder.build(log.size())).isEqualTo(9);
    assertThat(newest("late/in/the/roll-up")).isEqualTo(9_999);
    log.grow(10_000);
    assertThat(builder.build(log.size())).isEqualTo(2);
    log.resetRead();
    assertThat(newest("late/in/the/block")).isEqualTo(991);
    assertThat(newest("late/in/the/roll-up")).isEqualTo(9_999);
    assertThat(log.read()).isZero();
  }

  @Test
  void w7_whatCanNotBeReadIsAProblemAndNeverAGap() {
    log.grow(2_000);
    var failing =
        new HistoryBuilder(
            env,
            objects,
            (first, last) -> {
              if (last > 1_500) {
                throw new Problem(Problem.Kind.UNAVAILABLE, "test.away", "away", "wait");
              }
              return log.read(first, last);
            },
            log);
    assertThatThrownBy(() -> failing.build(2_000)).isInstanceOf(Problem.class);
    assertThat(HistoryInvariantsTest.keys(objects)).containsExactly(ProjectKeys.segment(1));
    assertThat(builder.build(2_000)).isEqualTo(1);
  }

  @Test
  void w8_nothingIsBuiltTwice() {
    log.grow(10_000);
    assertThat(builder.build(log.size())).isEqualTo(11);
    log.grow(11_000);
    var measured = new MeasuredObjectStore(env, objects);
    var other = new HistoryBuilder(env, measured, log, log);
    log.resetRead();
    assertThat(other.build(log.size())).isEqualTo(1);
    assertThat(log.read()).isEqualTo(1_000);
    assertThat(measured.measurement(Operation.GET).calls()).isZero();
    long looks = HistoryInvariantsTest.reads(measured);
    for (int again = 0; again < 100; again++) {
      assertThat(other.build(log.size())).isZero();
    }
    assertThat(HistoryInvariantsTest.reads(measured) - looks).isEqualTo(100);
    assertThat(log.read()).isEqualTo(1_000);
  }

  @Test
  void aBuilderThatComesLateFindsItsPlaceInFewReads() {
    log.grow(30_000);
    builder.build(6_000);
    var measured = new MeasuredObjectStore(env, objects);
    assertThat(new HistoryBuilder(env, measured, log, log).build(6_999)).isZero();
    new HistoryBuilder(env, measured, log, log).build(30_000);
    assertThat(measured.measurement(Operation.PUT).calls()).isEqualTo(24 + 3);
    assertThat(measured.measurement(Operation.HEAD).calls()).isLessThan(24 + 3 + 12);
  }

  @Test
  void whatAnotherBuilderPutFirstIsLeftAlone() {
    log.grow(1_000);
    var raced =
        new ForwardingObjectStore(objects) {
          @Override
          public PutAnswer put(Key key, Body body, Condition condition) {
            builder.build(log.size());
            return super.put(key, body, condition);
          }
        };
    assertThat(new HistoryBuilder(env, raced, log, log).build(1_000)).isZero();
    assertThat(builder.rebuild(1_000)).isEqualTo(new HistoryBuilder.Rebuilt(1, 0, 0));
  }

  @Test
  void anObjectThatNeverStaysAsItIsIsAProblem() {
    log.grow(1_000);
    var restless =
        new ForwardingObjectStore(objects) {
          @Override
          public PutAnswer put(Key key, Body body, Condition condition) {
            Memory.put(objects, key.text(), "something else");
            return super.put(key, body, condition);
          }
        };
    assertThatThrownBy(() -> new HistoryBuilder(env, restless, log, log).rebuild(1_000))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("history.contended");
              assertThat(problem.next()).contains("rebuild again");
            });
    assertThat(newest("src"))
        .isEqualTo(log.newest(new TreePath("src"), 0, 1_000).orElseThrow().position());
  }

  @Test
  void answersAreTheSameInEveryOrderOfThreads() {
    log.grow(2_300);
    builder.build(log.size());
    var path = new TreePath("src");
    var expected = log.touches(path, log.size(), 50);
    for (int seed = 0; seed < 5; seed++) {
      var world = new SeededEnv(seed);
      var shared = Memory.open(world);
      var answers =
          world.run(() -> {
            var one = new HistoryBuilder(world, shared, log, log);
            var first = world.fork("builder-1", () -> one.build(log.size()));
            var second = world.fork("builder-2", () -> one.build(log.size()));
            var found = new History(world, shared, log, log).touches(path, log.size(), 50);
            assertThat(first.await() + second.await()).isEqualTo(2);
            assertThat(new History(world, shared, log, log).touches(path, log.size(), 50))
                .isEqualTo(found);
            return found;
          });
      assertThat(answers).isEqualTo(expected);
      assertThat(world.<Object>run(() -> HistoryInvariantsTest.contents(shared)))
          .isEqualTo(HistoryInvariantsTest.contents(objects));
    }
  }
}
