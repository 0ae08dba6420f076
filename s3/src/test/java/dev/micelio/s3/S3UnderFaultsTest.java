package dev.micelio.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.loopback.Fault;
import dev.micelio.s3.loopback.Manner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Several writers add lines to one object by conditional puts, while the server loses requests and
/// answers, is busy, is slow and sees conflicts. They do what the contract tells callers to do, and
/// every line is there once.
@Tag("slow")
final class S3UnderFaultsTest {
  private static final int SEEDS = 30;
  private static final int WRITERS = 4;
  private static final int LINES_EACH = 6;
  private static final int TRIES_MAX = 10_000;
  private static final Key KEY = new Key("lines");

  static LongStream seeds() {
    String given = System.getProperty("seed", "");
    return given.isEmpty() ? new Random().longs(SEEDS) : LongStream.of(Long.parseLong(given));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noUpdateIsLostAndNoneIsDoubledWhateverTheServerDoes(long seed) throws Exception {
    var chance = new Random(seed);
    var manner = chance.nextInt(3) == 0 ? Manner.CEPH_18 : Manner.DOCUMENTED;
    try (var server = new Loopback(manner, seed);
        var objects = server.open()) {
      for (var fault : Fault.values()) {
        server.faults().set(fault, chance.nextDouble(0.25));
      }
      var writers = IntStream.range(0, WRITERS).boxed().toList();
      Loopback.ENV.all("writer", writers, WRITERS, writer -> write(objects, writer));
      assertThat(server.faults().struck()).as("seed %d", seed).isPositive();
      server.faults().clear();
      var expected = new ArrayList<String>();
      writers.forEach(writer -> expected.addAll(lines(writer)));
      assertThat(Loopback.read(objects, KEY).lines())
          .as("seed %d on %s", seed, manner)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<String> lines(int writer) {
    return IntStream.range(0, LINES_EACH).mapToObj(i -> writer + "." + i).toList();
  }

  private static int write(ObjectStore objects, int writer) {
    for (String line : lines(writer)) {
      int tries = 0;
      while (!isAdded(objects, line)) {
        assertThat(++tries).isLessThan(TRIES_MAX);
      }
    }
    return writer;
  }

  /// A try that ends in a problem may have added the line: the next one reads before it writes.
  private static boolean isAdded(ObjectStore objects, String line) {
    try (var fetch = objects.get(KEY)) {
      String now = "";
      Condition condition = Condition.ABSENT;
      if (fetch instanceof Fetch.Found found) {
        now = new String(found.bytes(1 << 20), StandardCharsets.UTF_8);
        condition = Condition.matches(found.version());
      }
      if (now.lines().anyMatch(line::equals)) {
        return true;
      }
      return objects.put(KEY, Loopback.text(now + line + "\n"), condition)
          instanceof PutAnswer.Stored;
    } catch (Problem e) {
      assertThat(e.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
      return false;
    }
  }
}
