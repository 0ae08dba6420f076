package dev.micelio.core.objects.faulty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.env.Killed;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class FaultyInvariantsTest {
  private static final Key KEY = new Key("k");

  /// A story over an object store in memory, seen with one fault at every call and without.
  private static void with(Fault fault, long seed, Story story) {
    var env = new SeededEnv(seed);
    var truth = Memory.open(env);
    var faulty = new FaultyObjectStore(env, truth, Faults.NONE.with(fault, 1));
    env.run(() -> {
      Memory.put(truth, "k", "first");
      story.tell(env, faulty, truth);
      return null;
    });
  }

  private interface Story {
    void tell(SeededEnv env, FaultyObjectStore faulty, ObjectStore truth);
  }

  private static void assertUnanswered(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
  }

  private static Body body(String text) {
    return Body.of(text.getBytes(UTF_8));
  }

  /// The whole contract, both ways, is [FaultyObjectStoreTest]'s.
  @Seeds(5)
  void invariant1_withoutFaultsEveryCallHasItsEffectOnce(long seed) {
    with(
        Fault.SLOW,
        seed,
        (_, faulty, truth) -> {
          assertThat(faulty.put(KEY, body("second"), Condition.ABSENT))
              .isEqualTo(new PutAnswer.Lost());
          var condition = Condition.matches(version(truth));
          assertThat(faulty.put(KEY, body("second"), condition))
              .isInstanceOf(PutAnswer.Stored.class);
          assertThat(faulty.put(KEY, body("third"), condition)).isEqualTo(new PutAnswer.Lost());
          assertThat(Memory.text(faulty, "k")).isEqualTo("second");
          faulty.delete(KEY);
          assertThat(truth.head(KEY)).isEqualTo(new Lookup.Absent());
        });
  }

  @Seeds(5)
  void invariant2_aCallThatFailedBeforeItsEffectChangedNothing(long seed) {
    with(
        Fault.ERROR_BEFORE,
        seed,
        (_, faulty, truth) -> {
          assertUnanswered(() -> faulty.put(KEY, body("second"), Condition.ANY));
          assertUnanswered(() -> faulty.delete(KEY));
          assertUnanswered(() -> faulty.delete(KEY, version(truth)));
          assertUnanswered(() -> faulty.get(KEY));
          assertUnanswered(() -> faulty.head(KEY));
          assertUnanswered(() -> faulty.list("", "", 1));
          assertThat(Memory.text(truth, "k")).isEqualTo("first");
        });
  }

  private static Version version(ObjectStore objects) {
    return ((Lookup.Found) objects.head(KEY)).version();
  }

  @Seeds(5)
  void invariant2_aCallThatFailedAfterItsEffectHasHadIt(long seed) {
    with(
        Fault.ERROR_AFTER,
        seed,
        (_, faulty, truth) -> {
          assertUnanswered(
              () -> faulty.put(KEY, body("second"), Condition.matches(version(truth))));
          assertThat(Memory.text(truth, "k")).isEqualTo("second");
          assertUnanswered(() -> faulty.delete(KEY, version(truth)));
          assertThat(truth.head(KEY)).isInstanceOf(Lookup.Absent.class);
        });
  }

  @Seeds(5)
  void invariant2_aCallThatIsLateHasItsEffectLater(long seed) {
    with(
        Fault.LATE,
        seed,
        (env, faulty, truth) -> {
          byte[] bytes = {'l', 'a', 't', 'e'};
          assertUnanswered(
              () -> faulty.put(KEY, Body.of(bytes), Condition.matches(version(truth))));
          bytes[0] = 'f';
          assertThat(Memory.text(truth, "k")).isEqualTo("first");
          env.sleep(Duration.ofSeconds(2));
          assertThat(Memory.text(truth, "k")).isEqualTo("late");
        });
  }

  @Seeds(5)
  void invariant2_whatIsLateKeepsItsCondition(long seed) {
    with(
        Fault.LATE,
        seed,
        (env, faulty, truth) -> {
          assertUnanswered(() -> faulty.put(KEY, body("late"), Condition.matches(version(truth))));
          Memory.put(truth, "k", "other");
          env.sleep(Duration.ofSeconds(2));
          assertThat(Memory.text(truth, "k")).isEqualTo("other");
        });
  }

  @Seeds(50)
  void invariant3_aBodyThatBreaksOffThrows(long seed) {
    with(
        Fault.TRUNCATED,
        seed,
        (_, faulty, truth) -> {
          Memory.put(truth, "k", "0123456789");
          for (var range : List.of(Range.ALL, new Range(3, 4), Range.from(9))) {
            try (var found = (Fetch.Found) faulty.get(KEY, range)) {
              assertThatThrownBy(() -> found.body().readAllBytes()).isInstanceOf(IOException.class);
            }
            try (var found = (Fetch.Found) faulty.get(KEY, range)) {
              assertThatThrownBy(() -> found.body().skipNBytes(range.lengthWithin(10)))
                  .isInstanceOf(IOException.class);
            }
          }
          try (var past = (Fetch.Found) faulty.get(KEY, Range.from(10))) {
            assertThat(past.bytes(1)).isEmpty();
          }
        });
  }

  @Seeds(5)
  void invariant4_afterACrashNoCallOfThatMachineDoesAnything(long seed) {
    var effects = new HashMap<Fault, String>();
    for (Fault fault : List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER)) {
      with(
          fault,
          seed,
          (_, faulty, truth) -> {
            assertDies(() -> faulty.put(KEY, body("last"), Condition.ANY));
            effects.put(fault, Memory.text(truth, "k"));
            faulty.become(Faults.NONE);
            assertDies(() -> faulty.put(KEY, body("from the dead"), Condition.ANY));
            assertDies(() -> faulty.get(KEY));
            assertDies(() -> faulty.head(KEY));
            assertDies(() -> faulty.list("", "", 1));
            assertDies(() -> faulty.delete(KEY));
            assertDies(() -> faulty.presign(Access.GET, KEY, Duration.ofMinutes(1)));
            assertThat(Memory.text(truth, "k")).isEqualTo(effects.get(fault));
          });
    }
    assertThat(effects)
        .containsEntry(Fault.CRASH_BEFORE, "first")
        .containsEntry(Fault.CRASH_AFTER, "last");
  }

  private static void assertDies(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(Killed.class);
  }

  @Seeds
  void invariant5_aSeedReplaysAFaultyRunExactly(long seed) {
    var first = CounterStory.run(seed, CounterStory.Rule.LOOK_FOR_YOUR_OWN_WRITE);
    var second = CounterStory.run(seed, CounterStory.Rule.LOOK_FOR_YOUR_OWN_WRITE);
    assertThat(first).isEqualTo(second);
    assertThat(first.history().size()).isGreaterThan(100);
  }

  @Seeds
  void invariant6_whatIsDuplicatedArrivesTwiceUnderItsCondition(long seed) {
    with(
        Fault.DUPLICATED,
        seed,
        (env, faulty, truth) -> {
          byte[] bytes = {'t', 'w', 'i', 'c', 'e'};
          assertThat(faulty.put(KEY, Body.of(bytes), Condition.ANY))
              .isInstanceOf(PutAnswer.Stored.class);
          bytes[0] = 'm';
          Memory.put(truth, "k", "other");
          env.sleep(Duration.ofSeconds(2));
          assertThat(Memory.text(truth, "k")).isEqualTo("twice");
          assertThat(faulty.put(new Key("new"), body("once"), Condition.ABSENT))
              .isInstanceOf(PutAnswer.Stored.class);
          Memory.put(truth, "new", "other");
          env.sleep(Duration.ofSeconds(2));
          assertThat(Memory.text(truth, "new")).isEqualTo("other");
        });
  }

  @Seeds(5)
  void invariant6_whatIsRepeatedIsAnsweredTheSecondTime(long seed) {
    with(
        Fault.REPEATED,
        seed,
        (_, faulty, truth) -> {
          assertThat(faulty.put(KEY, body("second"), Condition.matches(version(truth))))
              .isEqualTo(new PutAnswer.Lost());
          assertThat(Memory.text(truth, "k")).isEqualTo("second");
          assertThat(faulty.delete(KEY, version(truth))).isInstanceOf(DeleteAnswer.Lost.class);
          assertThat(truth.head(KEY)).isInstanceOf(Lookup.Absent.class);
        });
  }

  @Seeds(5)
  void invariant7_aThrottledObjectStoreDoesNothingForAWhile(long seed) {
    with(
        Fault.THROTTLED,
        seed,
        (env, faulty, truth) -> {
          assertUnanswered(() -> faulty.put(KEY, body("second"), Condition.ANY));
          assertUnanswered(() -> faulty.get(KEY));
          assertThat(Memory.text(truth, "k")).isEqualTo("first");
          faulty.become(Faults.NONE.with(Fault.THROTTLED, 0.5));
          int answered = 0;
          for (int i = 0; i < 100; i++) {
            env.sleep(Duration.ofMillis(300));
            try {
              faulty.head(KEY);
              answered++;
            } catch (Problem throttled) {
              assertThat(throttled.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
            }
          }
          assertThat(answered).isBetween(1, 99);
        });
  }

  @Seeds
  void invariant8_aListThatLagsLacksOnlyWhatWasPutLately(long seed) {
    with(
        Fault.LAGGING,
        seed,
        (env, faulty, truth) -> {
          env.sleep(Duration.ofMinutes(1));
          Memory.put(truth, "a", "new");
          Memory.put(truth, "z", "new");
          assertThat(faulty.list("", "", 10).entries())
              .extracting(entry -> entry.key().text())
              .containsExactly("k");
          assertThat(faulty.list("", "", 1)).extracting(page -> page.more()).isEqualTo(false);
          env.sleep(Duration.ofMinutes(1));
          assertThat(faulty.list("", "", 10).entries()).hasSize(3);
          assertThat(faulty.list("", "", 1).more()).isTrue();
        });
  }

  @Seeds(5)
  void invariant9_aStaleCacheAnswersWhatItHasRead(long seed) {
    var env = new SeededEnv(seed);
    var truth = Memory.open(env);
    var stale = new StaleCache(env, truth, 1, KEY::equals);
    env.run(() -> {
      assertThat(stale.get(KEY)).isInstanceOf(Fetch.Absent.class);
      Memory.put(truth, "k", "first");
      Memory.put(truth, "other", "first");
      assertThat(Memory.text(stale, "other")).isEqualTo("first");
      Memory.put(truth, "other", "second");
      assertThat(stale.get(KEY)).isInstanceOf(Fetch.Absent.class);
      assertThat(stale.head(KEY)).isInstanceOf(Lookup.Absent.class);
      assertThat(Memory.text(stale, "other")).isEqualTo("second");
      assertThat(stale.put(KEY, body("second"), Condition.ABSENT))
          .isInstanceOf(PutAnswer.Lost.class);
      assertThat(stale.put(KEY, body("second"), Condition.matches(version(truth))))
          .isInstanceOf(PutAnswer.Stored.class);
      return null;
    });
    var cache = new StaleCache(env, truth, 0.5, _ -> true);
    env.run(() -> {
      int stales = 0;
      for (int i = 0; i < 100; i++) {
        Memory.put(truth, "k", "put " + i);
        String read = Memory.text(cache, "k");
        assertThat(read).startsWith("put ");
        stales += read.equals("put " + i) ? 0 : 1;
      }
      assertThat(stales).isBetween(1, 99);
      return null;
    });
  }

  @Seeds(5)
  void aStaleReadAnswersWhatWasThereBefore(long seed) {
    with(
        Fault.STALE,
        seed,
        (_, faulty, truth) -> {
          assertThat(Memory.text(faulty, "k")).isEqualTo("first");
          var first = version(truth);
          faulty.put(KEY, body("second"), Condition.ANY);
          assertThat(Memory.text(faulty, "k")).isEqualTo("first");
          assertThat(version(faulty)).isEqualTo(first);
          assertThat(faulty.put(KEY, body("third"), Condition.matches(first)))
              .isInstanceOf(PutAnswer.Lost.class);
          faulty.delete(KEY);
          assertThat(Memory.text(faulty, "k")).isEqualTo("second");
          faulty.put(KEY, body("fourth"), Condition.ABSENT);
          assertThat(faulty.get(KEY)).isInstanceOf(Fetch.Absent.class);
          assertThat(faulty.head(KEY)).isInstanceOf(Lookup.Absent.class);
          faulty.become(Faults.NONE);
          assertThat(Memory.text(faulty, "k")).isEqualTo("fourth");
          assertThat(faulty.delete(KEY, first)).isInstanceOf(DeleteAnswer.Lost.class);
        });
  }

  @Test
  void aSwarmChoosesOnlyWhatIsPossible() {
    var random = new SeededEnv(9).random();
    var possible = EnumSet.of(Fault.LATE, Fault.SLOW);
    var seen = EnumSet.noneOf(Fault.class);
    for (int i = 0; i < 100; i++) {
      var faults = Faults.swarm(random, possible);
      BiConsumer<Fault, Double> note =
          (fault, chance) -> {
            if (chance > 0) {
              seen.add(fault);
            }
          };
      faults.chances().forEach(note);
    }
    assertThat(seen).isEqualTo(possible);
    assertThatThrownBy(() -> Faults.NONE.with(Fault.LATE, 1.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Faults.NONE.delayedAtMost(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
