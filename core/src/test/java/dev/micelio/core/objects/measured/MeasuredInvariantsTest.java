package dev.micelio.core.objects.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.Race;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.ScriptedObjectStore;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MeasuredInvariantsTest {
  private final ManualEnv env = new ManualEnv();
  private final ScriptedObjectStore scripted = new ScriptedObjectStore(Memory.open(env));
  private final MeasuredObjectStore objects = new MeasuredObjectStore(env, scripted);
  private final Key key = new Key("k");

  @Test
  void invariant1_everyCallIsCountedOnceWhateverBecomesOfIt() throws Exception {
    int racers = 16;
    int each = 500;
    Race.run(
        racers,
        racer -> {
          for (int i = 0; i < each; i++) {
            objects.head(key);
          }
          return racer;
        });
    scripted
        .failing(3, Problem.Kind.UNAVAILABLE)
        .before(() -> {
          throw new OutOfMemoryError();
        });
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> objects.head(key)).isInstanceOf(Throwable.class);
    }
    var head = measured(Operation.HEAD);
    assertThat(head.calls()).isEqualTo(racers * each + 4);
    assertThat(head.failures()).isEqualTo(4);
    assertThat(head.latencies().count()).isEqualTo(head.calls());
  }

  @Test
  void invariant1_everyOperationHasCountersOfItsOwn() {
    var version = Memory.put(objects, "k", "text");
    objects.put(key, Body.of(new byte[9]), Condition.ABSENT);
    objects.get(key).close();
    objects.list("", "", 10);
    objects.presign(Access.GET, key, Duration.ofMinutes(1));
    objects.delete(key);
    objects.delete(key, version);
    assertCounts(Operation.GET, 1, 0);
    assertCounts(Operation.HEAD, 0, 0);
    assertCounts(Operation.PUT, 2, 1);
    assertCounts(Operation.DELETE, 2, 1);
    assertCounts(Operation.LIST, 1, 0);
    assertCounts(Operation.PRESIGN, 1, 0);
  }

  private void assertCounts(Operation operation, long calls, long lost) {
    assertThat(measured(operation).calls()).as("%s", operation).isEqualTo(calls);
    assertThat(measured(operation).lost()).as("%s", operation).isEqualTo(lost);
    assertThat(measured(operation).failures()).isZero();
  }

  @Test
  void invariant2_aBodyCountsByTheBytesThatWereMoved() throws IOException {
    objects.put(key, Body.of(new byte[1000]), Condition.ANY);
    objects.put(key, Body.of(new byte[500]), Condition.ABSENT);
    assertThat(measured(Operation.PUT).bytes()).isEqualTo(1000);
    objects.get(key).close();
    assertThat(measured(Operation.GET).bytes()).isZero();
    try (var found = (Fetch.Found) objects.get(key, Range.from(100))) {
      assertThat(found.body().read()).isZero();
      assertThat(found.body().readNBytes(99)).hasSize(99);
      assertThat(found.body().skip(50)).isEqualTo(50);
      assertThat(measured(Operation.GET).bytes()).isEqualTo(150);
      assertThat(found.body().readAllBytes()).hasSize(750);
    }
    assertThat(measured(Operation.GET).bytes()).isEqualTo(900);
  }

  @Test
  void invariant2_aBodyThatBreaksOffIsOneFailure() {
    objects.put(key, Body.of(new byte[1000]), Condition.ANY);
    scripted.breakingBodyAfter(10);
    try (var found = (Fetch.Found) objects.get(key)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> found.body().readAllBytes()).isInstanceOf(IOException.class);
      }
    }
    assertThat(measured(Operation.GET).bytes()).isEqualTo(10);
    assertThat(measured(Operation.GET).failures()).isOne();
  }

  @Test
  void invariant3_aQuantileIsAtMostASixteenthAboveTheTrueOne() {
    long seed = Long.getLong("seed", new SplittableRandom().nextLong());
    var random = new SplittableRandom(seed);
    var nanos = random.longs(10_000).map(next -> (next >>> 1) >>> (21 + (next & 31))).toArray();
    for (long latency : nanos) {
      scripted.before(() -> env.sleep(Duration.ofNanos(latency)));
      objects.head(key);
    }
    Arrays.sort(nanos);
    var latencies = measured(Operation.HEAD).latencies();
    for (double share : new double[] {0.0001, 0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
      long truth = nanos[(int) Math.ceil(share * nanos.length) - 1];
      assertThat(latencies.quantile(share).toNanos())
          .as("seed %d, quantile %s", seed, share)
          .isBetween(truth, truth + truth / 16);
    }
  }

  @Test
  void invariant3_everyDurationHasABucketThatHoldsIt() {
    int before = 0;
    for (long nanos = 0; nanos < Latencies.MAX.toNanos(); nanos += 1 + nanos / 100) {
      int bucket = Latencies.bucket(nanos);
      assertThat(bucket).isBetween(before, before + 1);
      assertThat(Latencies.upperNanos(bucket)).isBetween(nanos, nanos + nanos / 16);
      before = bucket;
    }
    assertThat(Latencies.bucket(Long.MAX_VALUE)).isEqualTo(Latencies.BUCKETS - 1);
    assertThat(Latencies.bucket(-5)).isZero();
  }

  @Test
  void nothingMeasuredIsZero() {
    assertThat(measured(Operation.LIST).latencies().quantile(0.5)).isZero();
    assertThatThrownBy(() -> measured(Operation.LIST).latencies().quantile(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Measurement measured(Operation operation) {
    return objects.measurement(operation);
  }
}
