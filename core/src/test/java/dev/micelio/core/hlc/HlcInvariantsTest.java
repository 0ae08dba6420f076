package dev.micelio.core.hlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HlcInvariantsTest {
  private static final int NODES = 5;

  /// A machine whose clock is off, with a mailbox. It notes which stamps came before which.
  private static final class Node {
    final Env env;
    final HlcClock clock;
    final List<Hlc> mailbox = new ArrayList<>();
    final List<Hlc> given = new ArrayList<>();

    Node(Env env) {
      this.env = env;
      this.clock = new HlcClock(env);
    }
  }

  @Seeds(50)
  void invariant1_whatFollowsHasAGreaterStampAlsoAcrossSkewedClocksAndMessages(long seed) {
    var env = new SeededEnv(seed);
    var nodes =
        IntStream.range(0, NODES)
            .mapToObj(
                _ -> new Node(env.skewed(Duration.ofSeconds(env.random().nextInt(-1000, 300)))))
            .toList();
    env.run(() -> env.all("node", nodes, NODES, node -> live(node, nodes, env)));
    for (var node : nodes) {
      assertThat(node.given).isSortedAccordingTo(Hlc::compareTo).doesNotHaveDuplicates();
      assertThat(node.given).isNotEmpty();
    }
  }

  private static Node live(Node me, List<Node> nodes, Env reference) {
    for (int i = 0; i < 40; i++) {
      me.env.sleep(Duration.ofMillis(me.env.random().nextInt(3)));
      if (me.mailbox.isEmpty()) {
        me.given.add(me.clock.now(reference.nowMillis()));
        nodes.get(me.env.random().nextInt(NODES)).mailbox.add(me.given.getLast());
      } else {
        var message = me.mailbox.removeFirst();
        me.given.add(me.clock.observe(message, reference.nowMillis()));
        assertThat(me.given.getLast()).isGreaterThan(message);
      }
    }
    return me;
  }

  @Seeds
  void invariant1_manyThreadsOfOneProcessGetStampsThatDiffer(long seed) {
    var env = new SeededEnv(seed);
    var clock = new HlcClock(env);
    var stamps =
        env.run(() ->
            env.all(
                "thread",
                Collections.nCopies(100, 0),
                8,
                _ -> {
                  env.step("stamp");
                  return clock.now(env.nowMillis());
                }));
    assertThat(stamps).doesNotHaveDuplicates();
  }

  @Test
  void invariant2_aStampTooFarAheadIsRefusedAndLeavesNoTrace() {
    var env = new SeededEnv(1);
    long reference = env.nowMillis();
    var fast = new HlcClock(env.skewed(Duration.ofMinutes(6)));
    assertThatThrownBy(() -> fast.now(reference)).isInstanceOf(Problem.class);
    assertThat(fast.now(reference + 60_000).millis()).isEqualTo(reference + 360_000);

    var good = new HlcClock(env);
    for (var poison : List.of(Hlc.of(reference + 300_001, 0), new Hlc(-1), new Hlc(-2))) {
      assertThatThrownBy(() -> good.observe(poison, reference))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("hlc.too-far-ahead"));
    }
    assertThat(good.now(reference)).isEqualTo(Hlc.of(reference, 0));
    assertThat(good.observe(Hlc.of(reference + 300_000, 7), reference))
        .isEqualTo(Hlc.of(reference + 300_000, 8));
  }

  @Test
  void invariant2_whatWasObservedAtTheBoundCanNotBeCountedOverIt() {
    var env = new SeededEnv(1);
    var clock = new HlcClock(env);
    long reference = env.nowMillis();
    clock.observe(Hlc.of(reference + 300_000, 0xfffe), reference);
    assertThatThrownBy(() -> clock.now(reference)).isInstanceOf(Problem.class);
    assertThat(clock.now(reference + 1)).isEqualTo(Hlc.of(reference + 300_001, 0));
  }

  @Test
  void invariant3_aFullCounterCarriesIntoTheMilliseconds() {
    var clock = new HlcClock(new SeededEnv(1));
    var last = Hlc.ZERO;
    for (int i = 0; i < 70_000; i++) {
      var next = clock.now(SeededEnv.EPOCH_MILLIS);
      assertThat(next).isGreaterThan(last);
      last = next;
    }
    assertThat(last).isEqualTo(Hlc.of(SeededEnv.EPOCH_MILLIS + 1, 69_999 - 65_536));
  }

  @Test
  void invariant4_whereClocksAgreeAStampIsTheTime() {
    var env = new SeededEnv(1);
    var clock = new HlcClock(env);
    env.run(() -> {
      for (int i = 0; i < 100; i++) {
        env.sleep(Duration.ofMillis(1));
        var stamp = clock.now(env.nowMillis());
        assertThat(stamp).isEqualTo(Hlc.of(env.nowMillis(), 0));
      }
      return null;
    });
  }

  @Test
  void aStampIsEightBytesBigEndianAndOrderedUnsigned() {
    var stamp = Hlc.of(0x0102_0304_0506L, 0x0708);
    assertThat(new ByteWriter(8).u64(stamp.bits()).toBytes())
        .asHexString()
        .isEqualTo("0102030405060708");
    assertThat(Hlc.of((1L << 48) - 1, 0)).isGreaterThan(stamp);
    assertThat(stamp.millis()).isEqualTo(0x0102_0304_0506L);
    assertThat(stamp.counter()).isEqualTo(0x0708);
    assertThat(Hlc.of(0, 5)).hasToString("1970-01-01T00:00:00Z+5");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 48})
  void aWallClockOutOfRangeIsNoStamp(long millis) {
    assertThatThrownBy(() -> Hlc.of(millis, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Hlc.after(Hlc.of(5, 5), millis)).isGreaterThan(Hlc.of(5, 5));
  }
}
