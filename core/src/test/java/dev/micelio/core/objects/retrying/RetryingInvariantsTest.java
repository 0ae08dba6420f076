package dev.micelio.core.objects.retrying;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.ScriptedObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.problem.Problem.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RetryingInvariantsTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMillis(400));

  private final ManualEnv env = new ManualEnv();
  private final ScriptedObjectStore scripted = new ScriptedObjectStore(Memory.open(env));
  private final RetryingObjectStore objects = new RetryingObjectStore(env, scripted, POLICY);
  private final Key key = new Key("k");

  @Test
  void invariant1_aConditionalPutOrDeleteIsSentOnceThoughItsAnswerWasLost() {
    scripted.after(() -> {
      throw ScriptedObjectStore.problem(Kind.UNAVAILABLE);
    });
    assertUnavailable(() -> objects.put(key, Body.of(new byte[1]), Condition.ABSENT));
    assertThat(Memory.bytes(scripted, key)).hasSize(1);
    var version = Memory.put(scripted, "k", "one");
    int asked = scripted.calls().size();
    scripted.failing(2, Kind.UNAVAILABLE);
    assertUnavailable(() -> objects.put(key, Body.of(new byte[1]), Condition.matches(version)));
    assertUnavailable(() -> objects.delete(key, version));
    assertThat(scripted.calls()).hasSize(asked + 2);
    assertThat(env.sleeps()).isEmpty();
  }

  @Test
  void invariant2_whatIsUnavailableIsAskedAgain() {
    for (var call : safeCalls().entrySet()) {
      int asked = scripted.calls().size();
      scripted.failing(4, Kind.UNAVAILABLE);
      call.getValue().accept(objects);
      assertThat(scripted.calls()).as(call.getKey()).hasSize(asked + 5);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNAVAILABLE")
  void invariant2_noOtherProblemIsFollowedByAnotherAttempt(Kind kind) {
    for (var call : safeCalls().entrySet()) {
      int asked = scripted.calls().size();
      scripted.failing(1, kind);
      assertThatThrownBy(() -> call.getValue().accept(objects))
          .as(call.getKey())
          .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.kind()).isEqualTo(kind));
      assertThat(scripted.calls()).as(call.getKey()).hasSize(asked + 1);
    }
  }

  private Map<String, Consumer<ObjectStore>> safeCalls() {
    var calls = new LinkedHashMap<String, Consumer<ObjectStore>>();
    calls.put("get", all -> all.get(key).close());
    calls.put("head", all -> all.head(key));
    calls.put("put", all -> all.put(key, Body.of(new byte[3]), Condition.ANY));
    calls.put("delete", all -> all.delete(key));
    calls.put("list", all -> all.list("", "", 1));
    calls.put("presign", all -> all.presign(Access.GET, key, Duration.ofMinutes(1)));
    return calls;
  }

  @Test
  void invariant3_attemptsAreBoundedAndTheLastProblemIsTold() {
    scripted.failing(100, Kind.UNAVAILABLE);
    assertThatThrownBy(() -> objects.head(key))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.code()).isEqualTo("test.scripted");
              assertThat(e.next()).isEqualTo("nothing");
              assertThat(e.what()).startsWith("the test said so (attempt 5 of 5, after ");
            });
    assertThat(scripted.calls()).hasSize(5);
  }

  @Test
  void invariant3_pausesGrowToABoundAndAreSpreadByChance() {
    for (int round = 0; round < 200; round++) {
      scripted.failing(4, Kind.UNAVAILABLE);
      objects.head(key);
    }
    var sleeps = env.sleeps();
    assertThat(sleeps).hasSize(800);
    for (int i = 0; i < sleeps.size(); i++) {
      assertThat(sleeps.get(i))
          .isBetween(Duration.ZERO, Duration.ofMillis(Math.min(400, 100 << i % 4)));
    }
    long[] thirds = sleeps.stream().mapToLong(Duration::toNanos).filter(n -> n > 0).toArray();
    assertThat(thirds).doesNotContain(0).hasSizeGreaterThan(790);
    assertThat(sleeps).anyMatch(sleep -> sleep.toMillis() > 300).anyMatch(s -> s.toMillis() < 30);
  }

  @Test
  void invariant3_noAttemptBeginsAfterTheTotalTime() {
    for (int i = 0; i < 100; i++) {
      scripted.before(() -> {
        env.sleep(Duration.ofSeconds(4));
        throw ScriptedObjectStore.problem(Kind.UNAVAILABLE);
      });
    }
    assertUnavailable(() -> objects.head(key));
    assertThat(scripted.calls()).hasSize(3);
  }

  @Test
  void invariant4_aBodyIsResumedWhereItBroke() throws IOException {
    var random = new SplittableRandom();
    var bytes = new byte[100_000];
    random.nextBytes(bytes);
    Memory.put(scripted, "k", bytes);
    scripted.breakingBodyAfter(0).breakingBodyAfter(1).breakingBodyAfter(40_000);
    scripted.breakingBodyAfter(0).breakingBodyAfter(59_000).breakingBodyAfter(998);
    try (var found = (Fetch.Found) objects.get(key)) {
      assertThat(found.body().readAllBytes()).isEqualTo(bytes);
    }
    assertThat(scripted.calls())
        .containsSubsequence(
            "get k",
            "get k 0+100000",
            "get k 1+99999",
            "get k 40001+59999",
            "get k 40001+59999",
            "get k 99001+999",
            "get k 99999+1");
  }

  @Test
  void invariant4_aPartIsResumedWithinThePart() throws IOException {
    Memory.put(scripted, "k", "0123456789");
    scripted.breakingBodyAfter(2).breakingBodyAfter(1);
    try (var found = (Fetch.Found) objects.get(key, new Range(3, 5))) {
      assertThat(found.size()).isEqualTo(10);
      assertThat(new String(found.body().readAllBytes(), UTF_8)).isEqualTo("34567");
    }
    assertThat(scripted.calls()).containsSubsequence("get k 3+5", "get k 5+3", "get k 6+2");
  }

  @Test
  void invariant4_aBodyIsNotResumedWithBytesOfAnotherVersion() {
    Memory.put(scripted, "k", "0123456789");
    for (boolean deleted : new boolean[] {false, true}) {
      scripted.breakingBodyAfter(4);
      try (var found = (Fetch.Found) objects.get(key)) {
        if (deleted) {
          scripted.delete(key);
        } else {
          Memory.put(scripted, "k", "0123456789");
        }
        for (int i = 0; i < 2; i++) {
          assertThatThrownBy(() -> found.body().readAllBytes())
              .isInstanceOfSatisfying(
                  Problem.class, e -> assertThat(e.code()).isEqualTo("objects.changed-while-read"));
        }
      }
    }
  }

  @Test
  void invariant4_aBodyThatNeverGoesOnIsGivenUp() {
    Memory.put(scripted, "k", "0123456789");
    for (int i = 0; i < 100; i++) {
      scripted.breakingBodyAfter(0);
    }
    try (var found = (Fetch.Found) objects.get(key)) {
      assertUnavailable(() -> found.body().readAllBytes());
      assertUnavailable(() -> found.body().readAllBytes());
    }
    assertThat(scripted.calls().stream().filter(call -> call.startsWith("get"))).hasSize(5);
  }

  @Test
  void invariant4_aBodyThatGoesOnByteByByteIsGivenUpToo() {
    Memory.put(scripted, "k", "x".repeat(1000));
    for (int i = 0; i < 1000; i++) {
      scripted.breakingBodyAfter(1);
    }
    try (var found = (Fetch.Found) objects.get(key)) {
      assertUnavailable(() -> found.body().readAllBytes());
    }
    assertThat(scripted.calls().stream().filter(call -> call.startsWith("get")))
        .hasSize(ResumingStream.BREAKS_MAX + 1);
  }

  @Test
  void aBodyThatWasClosedIsNotAskedForAgain() throws IOException {
    Memory.put(scripted, "k", "0123456789");
    var found = (Fetch.Found) objects.get(key);
    found.close();
    assertThatThrownBy(() -> found.body().read()).isInstanceOf(IOException.class);
    assertThat(scripted.calls()).containsExactly("put k", "get k");
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }
}
