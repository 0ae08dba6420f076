package dev.micelio.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdInvariantsTest {

  @Seeds
  void invariant1_idsOfOneMakerRiseWhateverTheClockDoes(long seed) {
    var env = new SeededEnv(seed);
    var ids = new Ids(env);
    var made = new ArrayList<Id>();
    env.run(() ->
        env.all(
            "maker",
            IntStream.range(0, 200).boxed().toList(),
            4,
            i -> {
              env.sleep(Duration.ofNanos(env.random().nextInt(3_000_000)));
              return made.add(ids.next());
            }));
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void invariant1_idsOfOneMakerRiseThoughMoreAreMadeThanAMillisecondHolds() {
    var ids = new Ids(new SeededEnv(1));
    var made = Stream.generate(ids::next).limit(10_000).toList();
    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made.getFirst().millis()).isEqualTo(SeededEnv.EPOCH_MILLIS);
    assertThat(made.getLast().millis()).isEqualTo(SeededEnv.EPOCH_MILLIS + 2);
  }

  @Test
  void invariant1_idsOfOneMakerRiseAlsoFromManyThreads() {
    var env = new MachineEnv();
    var ids = new Ids(env);
    var made =
        env.all(
            "maker",
            IntStream.range(0, 8).boxed().toList(),
            8,
            _ -> Stream.generate(ids::next).limit(2_000).toList());
    assertThat(made).allSatisfy(mine -> assertThat(mine).isSorted());
    assertThat(made.stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  @Seeds
  void invariant2_oneTextAndOneArrayOfBytesOrderedAlike(long seed) {
    var env = new SeededEnv(seed);
    var skewed = env.skewed(Duration.ofDays(env.random().nextInt(1_000_000)));
    var one = Id.next(env);
    var other = Id.next(env.random().nextBoolean() ? env : skewed);
    assertThat(Id.parse(one.toString())).isEqualTo(one);
    assertThat(Id.read(new ByteReader("an id", bytes(one)))).isEqualTo(one);
    assertThat(one.toString())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    int order = Integer.signum(one.compareTo(other));
    assertThat(Integer.signum(one.toString().compareTo(other.toString()))).isEqualTo(order);
    assertThat(Integer.signum(Arrays.compareUnsigned(bytes(one), bytes(other)))).isEqualTo(order);
  }

  private static byte[] bytes(Id id) {
    var writer = new ByteWriter(Id.SIZE_BYTES);
    id.write(writer);
    return writer.toBytes();
  }

  @Test
  void invariant2_theExampleOfTheRfcIsRead() {
    var id = Id.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    assertThat(id.millis()).isEqualTo(1_645_557_742_000L);
    assertThat(bytes(id)).asHexString().isEqualTo("017F22E279B07CC398C4DC0C0C07398F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
        "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
        "017f22e279b07cc398c4dc0c0c07398f",
        "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
        "017f22e2-79b0-7cc3-d8c4-dc0c0c07398f",
        "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
        "٠17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n",
        "../../../../../../../../etc/passwd",
      })
  void invariant3_whatIsNotAnIdIsRefused(String text) {
    assertThatThrownBy(() -> Id.parse(text))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID));
  }

  @Test
  void invariant3_bytesThatAreNoIdAreRefused() {
    assertThatThrownBy(() -> Id.read(new ByteReader("an id", new byte[16])))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Id.parse("x".repeat(1_000_000)))
        .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(200));
  }

  @Seeds
  void invariant4_idsOfTwoMakersDifferThoughTheirClocksAreTheSame(long seed) {
    Env env = new SeededEnv(seed);
    var made = new HashSet<Id>();
    for (int i = 0; i < 100; i++) {
      assertThat(made.add(new Ids(env).next())).isTrue();
      assertThat(made.add(Id.next(env))).isTrue();
    }
  }
}
