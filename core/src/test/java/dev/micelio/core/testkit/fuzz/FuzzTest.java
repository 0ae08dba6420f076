package dev.micelio.core.testkit.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FuzzTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final byte[] WORD = "mic".getBytes(US_ASCII);

  /// How much of the word the input begins with; all of it is the bug.
  private static Object begins(byte[] input) {
    int same = Arrays.mismatch(input, WORD);
    if (same < 0 || same == WORD.length) {
      throw new IllegalStateException("the bug");
    }
    return same;
  }

  @Seeds(5)
  void feedbackLeadsToWhatChanceAloneDoesNotFind(long seed) {
    var fuzz = new Fuzz("a word", FuzzTest::begins, new ByteMutator(), List.of(), seed);
    assertThatThrownBy(() -> fuzz.run(LONG, 5_000_000))
        .isInstanceOfSatisfying(
            Finding.class,
            finding -> {
              assertThat(finding.input()).isEqualTo(WORD);
              assertThat(finding)
                  .hasMessageStartingWith("fuzzing a word with -Dseed=" + seed + ", input ")
                  .hasMessageContaining("cut down to 3 bytes: java.lang.IllegalStateException: the")
                  .hasMessageEndingWith("\n6d6963");
            });
  }

  @Test
  void anErrorIsAFindingToo() {
    Target overflows =
        input -> {
          if (input.length > 3) {
            throw new StackOverflowError();
          }
          return 0;
        };
    var fuzz = new Fuzz("a stack", overflows, new ByteMutator(), List.of(new byte[50]), 1);
    assertThatThrownBy(() -> fuzz.run(LONG, 10))
        .isInstanceOfSatisfying(Finding.class, found -> assertThat(found.input()).hasSize(4));
  }

  @Test
  void whatTakesTooLongEachTimeIsAFinding() {
    Target slow =
        input -> {
          Thread.sleep(input.length == 2 ? 30 : 0);
          return 0;
        };
    var fuzz =
        new Fuzz("a sleeper", slow, new ByteMutator(), List.of(new byte[2]), 1)
            .withTimeMax(Duration.ofMillis(20));
    assertThatThrownBy(() -> fuzz.run(LONG, 10))
        .isInstanceOf(Finding.class)
        .hasMessageContaining("where PT0.02S are allowed");
  }

  @Test
  void whatIsSlowOnceIsNone() {
    var runs = new ArrayList<byte[]>();
    Target slowOnce =
        input -> {
          runs.add(input);
          Thread.sleep(runs.size() == 1 ? 60 : 0);
          return 0;
        };
    var report =
        new Fuzz("a sleeper", slowOnce, new ByteMutator(), List.of(new byte[2]), 1)
            .withTimeMax(Duration.ofMillis(50))
            .run(LONG, 1);
    assertThat(report.inputs()).isEqualTo(1);
    assertThat(runs).hasSize(2);
  }

  @Seeds(5)
  void theSeedDecidesEveryInput(long seed) {
    assertThat(inputs(seed)).isEqualTo(inputs(seed)).isNotEqualTo(inputs(seed + 1));
  }

  private static List<String> inputs(long seed) {
    var inputs = new ArrayList<String>();
    Target target =
        input -> {
          assertThat(input.length).isLessThanOrEqualTo(100);
          inputs.add(Arrays.toString(input));
          return Arrays.hashCode(input) % 50;
        };
    var fuzz = new Fuzz("all", target, new CborMutator(), List.of(new byte[] {(byte) 0x80}), seed);
    var report = fuzz.withInputBytesMax(100).run(LONG, 2_000);
    assertThat(report.inputs()).isEqualTo(2_000);
    assertThat(report.kept()).isLessThanOrEqualTo(101);
    return inputs;
  }
}
