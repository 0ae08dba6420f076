package dev.micelio.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.loopback.Fault;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class S3InvariantsTest {
  private static final Key KEY = new Key("key");

  private Loopback server;
  private S3ObjectStore objects;
  private Version version;

  @BeforeEach
  void start() throws IOException {
    server = new Loopback(Manner.DOCUMENTED, 0);
    objects = server.openAs(Dialect.DOCUMENTED);
    version = stored(objects.put(KEY, Loopback.text("body"), Condition.ANY));
  }

  @AfterEach
  void stop() {
    objects.close();
    server.close();
  }

  private static Version stored(PutAnswer answer) {
    return ((PutAnswer.Stored) answer).version();
  }

  /// Every call that asks the server, each able to take effect.
  private Map<String, Consumer<S3ObjectStore>> calls() {
    var calls = new LinkedHashMap<String, Consumer<S3ObjectStore>>();
    var absent = new Key("absent");
    calls.put("get", o -> o.get(KEY).close());
    calls.put("get a part", o -> o.get(KEY, new Range(1, 1)).close());
    calls.put("head", o -> o.head(KEY));
    calls.put("list", o -> o.list("", "", 10));
    calls.put("put", o -> o.put(KEY, Loopback.text("new"), Condition.ANY));
    calls.put("put nothing", o -> o.put(KEY, Loopback.text(""), Condition.ANY));
    calls.put("put if absent", o -> o.put(absent, Loopback.text("new"), Condition.ABSENT));
    calls.put("put if matches", o -> o.put(KEY, Loopback.text("x"), Condition.matches(version)));
    calls.put(
        "put nothing if matches", o -> o.put(KEY, Loopback.text(""), Condition.matches(version)));
    calls.put("delete if matches", o -> o.delete(KEY, version));
    calls.put("delete", o -> o.delete(KEY));
    return calls;
  }

  private void again() {
    server.faults().clear();
    objects.delete(new Key("absent"));
    version = stored(objects.put(KEY, Loopback.text("body"), Condition.ANY));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_ANSWER", "LOST_REQUEST", "SLOW_DOWN", "SLOW_DOWN_AFTER", "ERROR_AFTER"})
  void invariant1_noRequestIsMadeTwiceThatMayHaveTakenEffect(Fault fault) {
    calls()
        .forEach((name, call) -> {
          again();
          long before = server.faults().struck();
          server.faults().set(fault, 1);
          assertThatThrownBy(() -> call.accept(objects)).as(name).isInstanceOf(Problem.class);
          assertThat(server.faults().struck() - before).as("requests of " + name).isEqualTo(1);
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_ANSWER", "LOST_REQUEST", "SLOW_DOWN", "SLOW_DOWN_AFTER", "ERROR_AFTER"})
  void invariant2_whatMayHaveTakenEffectIsUnavailableAndNeverLost(Fault fault) {
    calls()
        .forEach((name, call) -> {
          again();
          server.faults().set(fault, 1);
          var problem = catchThrowableOfType(Problem.class, () -> call.accept(objects));
          assertThat(problem).as(name).isNotNull();
          assertThat(problem.kind()).as(name).isEqualTo(Problem.Kind.UNAVAILABLE);
        });
  }

  @Test
  void invariant3_aPutIsLostOnlyWhenItsConditionDoesNotHold() {
    server.faults().set(Fault.CONFLICT, 1);
    var absent = new Key("absent");
    assertContended(() -> objects.put(absent, Loopback.text("x"), Condition.ABSENT));
    assertContended(() -> objects.put(KEY, Loopback.text("x"), Condition.matches(version)));
    assertContended(() -> objects.delete(KEY, version));
    var other = Condition.matches(new Version("other"));
    assertThat(objects.put(KEY, Loopback.text("x"), Condition.ABSENT))
        .isInstanceOf(PutAnswer.Lost.class);
    assertThat(objects.put(KEY, Loopback.text("x"), other)).isInstanceOf(PutAnswer.Lost.class);
    assertThat(objects.put(absent, Loopback.text("x"), other)).isInstanceOf(PutAnswer.Lost.class);
    assertThat(objects.delete(KEY, new Version("other"))).isInstanceOf(DeleteAnswer.Lost.class);
    assertThat(Loopback.read(objects, KEY)).isEqualTo("body");
    server.faults().set(Fault.CONFLICT, 0.3);
    assertThat(objects.put(absent, Loopback.text("x"), Condition.ABSENT))
        .isInstanceOf(PutAnswer.Stored.class);
  }

  private void assertContended(Runnable call) {
    long before = server.faults().struck();
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.code()).isEqualTo("s3.contended");
              assertThat(e.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
            });
    assertThat(server.faults().struck() - before).isEqualTo(S3ObjectStore.TRIES_MAX);
  }

  @Test
  void invariant4_aBodyThatBreaksOffIsNeverTakenForAWholeOne() {
    var bytes = new byte[300_000];
    objects.put(KEY, Body.of(bytes), Condition.ANY);
    server.faults().set(Fault.TRUNCATED, 1);
    try (var found = (Fetch.Found) objects.get(KEY)) {
      assertThat(found.size()).isEqualTo(300_000);
      assertThatThrownBy(() -> found.body().readAllBytes()).isInstanceOf(IOException.class);
    }
    try (var found = (Fetch.Found) objects.get(KEY, new Range(5, 200_000))) {
      assertThatThrownBy(() -> found.bytes(1 << 20))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
    }
  }

  @Test
  void invariant5_aServerWhosePutsAreNotConditionalIsNotOpened() throws IOException {
    for (var manner : Manner.values()) {
      boolean planted =
          switch (manner) {
            case DOCUMENTED, CEPH_18, PUT_CONDITIONS_ONLY -> false;
            case IGNORES_ABSENT,
                IGNORES_MATCH,
                CHECKS_THEN_WRITES,
                CHECKS_MATCH_THEN_WRITES,
                CHECKS_BEFORE_THE_BODY,
                STORES_WHAT_LOST ->
                true;
          };
      try (var other = new Loopback(manner, 0)) {
        var problem = catchThrowableOfType(Problem.class, () -> other.open().close());
        assertThat(problem != null).as("refused " + manner).isEqualTo(planted);
      }
    }
  }
}
