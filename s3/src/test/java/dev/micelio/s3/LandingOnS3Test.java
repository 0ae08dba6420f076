package dev.micelio.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Caretaker;
import dev.micelio.core.landing.Judge;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.LandingAgents;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.landing.LogJudge;
import dev.micelio.core.landing.Patience;
import dev.micelio.core.landing.ScannedPast;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.retrying.RetryPolicy;
import dev.micelio.core.objects.retrying.RetryingObjectStore;
import dev.micelio.s3.loopback.Fault;
import dev.micelio.s3.loopback.Manner;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Landers that do not know of each other land on one project in a bucket, while the server loses
/// requests and answers, is busy, is slow and sees conflicts. The log that they leave is whole.
@Tag("slow")
final class LandingOnS3Test {
  private static final int SEEDS = 6;
  private static final double FAULT_CHANCE_MAX = 0.08;
  private static final int LANDERS = 3;
  private static final int AGENTS = 8;
  private static final int SESSIONS_EACH = 4;

  static LongStream seeds() {
    String given = System.getProperty("seed", "");
    return given.isEmpty() ? new Random().longs(SEEDS) : LongStream.of(Long.parseLong(given));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheServerDoesOneLogIsKept(long seed) throws Exception {
    var chance = new Random(seed);
    var manner = chance.nextInt(3) == 0 ? Manner.CEPH_18 : Manner.DOCUMENTED;
    try (var server = new Loopback(manner, seed);
        var objects = server.open()) {
      for (var fault : Fault.values()) {
        server.faults().set(fault, chance.nextDouble(FAULT_CHANCE_MAX));
      }
      var landers = IntStream.range(0, LANDERS).mapToObj(_ -> lander(objects)).toList();
      var agents = new LandingAgents(Loopback.ENV, server.beneath(), landers);
      var numbers = IntStream.range(0, AGENTS).boxed().toList();
      Loopback.ENV.all(
          "agent",
          numbers,
          AGENTS,
          number -> {
            var random = new Random(seed + number);
            for (int session = 0; session < SESSIONS_EACH; session++) {
              agents.land(Id.next(Loopback.ENV), random);
            }
            return number;
          });
      assertThat(server.faults().struck()).as("seed %d", seed).isPositive();
      server.faults().clear();
      var landed = LogJudge.judge(Loopback.ENV, server.beneath());
      assertThat(landed).as("seed %d", seed).isNotEmpty();
      agents.agreeWith(landed);
    }
  }

  private static Lander lander(ObjectStore bucket) {
    var env = Loopback.ENV;
    var objects = new RetryingObjectStore(env, bucket, RetryPolicy.USUAL);
    var caretaker = new Caretaker(env, objects, _ -> {}, _ -> {}, Patience.USUAL);
    var past = new ScannedPast(new LandingLog(env, objects));
    return new Lander(env, objects, past, Judge.ALL, caretaker, Patience.USUAL);
  }
}
