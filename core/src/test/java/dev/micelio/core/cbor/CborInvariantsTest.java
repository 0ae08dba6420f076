package dev.micelio.core.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CborInvariantsTest {
  private static final CborLimits SMALL = new CborLimits(1024, 256, 16);
  private static final CborLimits LARGE = new CborLimits(64 << 20, 1 << 20, 16);
  private static final int MUTATIONS = 200;

  record Vector(String name, String hex, String value) {
    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
      return name + " " + hex;
    }
  }

  private static Stream<Vector> vectors(String kind) throws IOException {
    var root = Path.of(Objects.requireNonNull(System.getProperty("project.root")));
    var vectors = new ArrayList<Vector>();
    for (String line : Files.readAllLines(root.resolve("docs/formats/vectors/cbor.txt"))) {
      if (line.startsWith("[")) {
        vectors.add(new Vector(line.substring(1, line.length() - 1), "", ""));
      } else if (line.startsWith("hex =")) {
        vectors.add(new Vector(vectors.removeLast().name(), line.substring(5).strip(), ""));
      } else if (line.startsWith("value = ")) {
        var vector = vectors.removeLast();
        vectors.add(new Vector(vector.name(), vector.hex(), line.substring(8)));
      }
    }
    return vectors.stream().filter(vector -> vector.name().startsWith(kind));
  }

  static Stream<Vector> canonical() throws IOException {
    return vectors("canonical");
  }

  static Stream<Vector> refused() throws IOException {
    return vectors("refused");
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void invariant1_vectorsAreReadAndWritten(Vector vector) {
    var value = Cbor.decode("a vector", vector.bytes(), SMALL);
    assertThat(Diagnostic.text(value)).isEqualTo(vector.value());
    assertThat(value.encode()).isEqualTo(vector.bytes());
  }

  @Seeds
  void invariant1_whatWasWrittenIsReadAndWrittenAgain(long seed) {
    var value = new RandomCbor(seed).value(3);
    byte[] bytes = value.encode();
    var read = Cbor.decode("a value", bytes, LARGE);
    assertThat(read).isEqualTo(value).hasSameHashCodeAs(value);
    assertThat(read.encode()).isEqualTo(bytes);
  }

  @Test
  void invariant1_whatCanNotBeReadBackCanNotBeMade() {
    assertThatThrownBy(() -> Cbor.of(Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
    for (String text :
        List.of("\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "\ud800\ud800\udc00")) {
      assertThatThrownBy(() -> Cbor.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Cbor.map().put("\udc00", Cbor.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cbor.map().put("a", Cbor.of(1)).put("a", Cbor.of(1)).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Cbor.Map.Entry(Cbor.of(true), Cbor.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invariant1_aValueDoesNotChange() {
    byte[] bytes = {1, 2};
    var value = Cbor.of(bytes);
    bytes[0] = 9;
    value.array()[0] = 9;
    var items = new ArrayList<Cbor>(List.of(value));
    var array = Cbor.array(items);
    items.clear();
    assertThat(Diagnostic.text(array)).isEqualTo("[h'0102']");
  }

  @Test
  void invariant1_entriesAreFoundByTheirKeys() {
    var builder = Cbor.map();
    for (int i = -40; i < 40; i++) {
      builder.put(i, Cbor.of(i)).put("k" + i, Cbor.of(i));
    }
    var map =
        builder.putIf(false, "no", () -> Cbor.of(0)).putIf(true, 99, () -> Cbor.of(1)).build();
    for (int i = -40; i < 40; i++) {
      assertThat(map.get(i)).contains(Cbor.of(i));
      assertThat(map.get("k" + i)).contains(Cbor.of(i));
    }
    assertThat(map.get(99)).contains(Cbor.of(1));
    assertThat(map.get("no")).isEmpty();
    assertThat(map.get(41)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void invariant2_otherEncodingsAreRefused(Vector vector) {
    assertThatThrownBy(() -> Cbor.decode("a vector", vector.bytes(), SMALL))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
              assertThat(problem.code()).isEqualTo("cbor.malformed");
              assertThat(problem.what()).startsWith("a vector is not canonical CBOR: it has ");
              assertThat(problem.next()).isNotBlank();
            });
  }

  @Seeds
  void invariant3_changedBytesAreRefusedOrTheOnlyOnesForTheirValue(long seed) {
    var random = new Random(seed);
    byte[] bytes = new RandomCbor(seed).value(2).encode();
    bytes = bytes.length > 5_000 ? Cbor.array(Cbor.of(seed & 0xffff)).encode() : bytes;
    for (int i = 0; i < MUTATIONS; i++) {
      readOrRefuse(mutated(bytes, random));
    }
  }

  @Seeds
  void invariant3_noiseIsRefusedOrTheOnlyBytesForItsValue(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      var bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      readOrRefuse(bytes);
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      var value = Cbor.decode("noise", bytes, LARGE);
      assertThat(value.encode()).isEqualTo(bytes);
    } catch (Problem problem) {
      assertThat(problem.code()).isEqualTo("cbor.malformed");
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOf(bytes, bytes.length + 1);
      case 2 -> { // one byte more, somewhere
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = (byte) random.nextInt(256);
        yield longer;
      }
      case 3 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      default -> { // a head of another length
        byte[] other = bytes.clone();
        other[at] = (byte) ((other[at] & 0xe0) | (24 + random.nextInt(8)));
        yield other;
      }
    };
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        bomb("a length of 2^31 - 1", "5a7fffffff", "an item of 2147483647 bytes where at most"),
        bomb("a length of 250 000", "5a0003d090", "only 0 bytes left for an item of 250000 bytes"),
        bomb("a text of 250 000", "7a0003d090", "only 0 bytes left for an item of 250000 bytes"),
        bomb("a count of 2^31 - 1", "9a7fffffff", "a count of 2147483647 with 0 bytes left"),
        bomb("a count of 2^32 - 1 entries", "baffffffff", "a count of 4294967295 with 0"),
        bomb("a count in a count", "8282ffffff", "an item of another type"),
        bomb("arrays in arrays", "81".repeat(50_000), "more than 16 levels of arrays and maps"),
        bomb("maps in maps", "a100".repeat(50_000), "more than 16 levels of arrays and maps"),
        bomb("tags on tags", "c1".repeat(50_000), "an item of another type (0xc1)"),
        bomb("a text of 2 that refers to strings", "d901008261" + "61d81900", "another type"));
  }

  private static Arguments bomb(String name, String hex, String says) {
    return Arguments.of(name, hex, says);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void invariant4_whatIsAnnouncedIsNotTakenForWhatIsThere(String name, String hex, String says) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    refuse(name, bytes, says); // so that classes are loaded
    long before = threads.getCurrentThreadAllocatedBytes();
    refuse(name, bytes, says);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000);
  }

  private static void refuse(String name, byte[] bytes, String says) {
    assertThatThrownBy(() -> Cbor.decode("a bomb", bytes, LARGE))
        .as(name)
        .isInstanceOf(Problem.class)
        .hasMessageContaining(says);
  }

  @Test
  void invariant4_limitsAreKeptToTheByte() {
    var limits = new CborLimits(10, 3, 2);
    Cbor.decode("a value", Cbor.array(Cbor.of("abc"), Cbor.of(new byte[3])).encode(), limits);
    Cbor.decode("a value", Cbor.array(Cbor.array(), Cbor.array()).encode(), limits);
    assertThatThrownBy(() -> Cbor.decode("a value", Cbor.of("abcd").encode(), limits))
        .hasMessageContaining("an item of 4 bytes where at most 3 are allowed");
    assertThatThrownBy(() -> Cbor.decode("a value", new byte[11], limits))
        .hasMessageContaining("11 bytes where at most 10 are allowed");
    assertThatThrownBy(() ->
            Cbor.decode("a value", Cbor.array(Cbor.array(Cbor.map().build())).encode(), limits))
        .hasMessageContaining("more than 2 levels");
    assertThatThrownBy(() -> new CborLimits(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborLimits(10, 11, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborLimits(10, 1, 65))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final Digest DIGEST = Digest.of(new byte[] {1});

  private static Cbor.MapBuilder record() {
    return Cbor.map()
        .put("n", Cbor.of(7))
        .put("t", Cbor.of("ü"))
        .put("b", Cbor.of(new byte[] {1, 2}))
        .put("d", Cbor.of(DIGEST))
        .put("y", Cbor.of(true))
        .put("l", Cbor.array(Cbor.of(1), Cbor.of(2)))
        .put("m", Cbor.map().put(-1, Cbor.of(-5)).build());
  }

  @Test
  void invariant5_everyFieldIsReadByItsNameAndBound() {
    var fields = CborFields.of("a record", record().build());
    assertThat(fields.uint("n")).isEqualTo(7);
    assertThat(fields.uint("n", 7)).isEqualTo(7);
    assertThat(fields.integer("n", 7, 7)).isEqualTo(7);
    assertThat(fields.integer("n")).isEqualTo(7);
    assertThat(fields.text("t", 2)).isEqualTo("ü");
    assertThat(fields.bytes("b", 2)).containsExactly(1, 2);
    assertThat(fields.bytesUpTo("b", 3)).containsExactly(1, 2);
    assertThat(fields.digest("d")).isEqualTo(DIGEST);
    assertThat(fields.bool("y")).isTrue();
    assertThat(fields.list("l", 2, item -> CborField.of("an item", item).uint()))
        .containsExactly(1L, 2L);
    assertThat(fields.map("m", 1).entries()).hasSize(1);
    var inner = fields.fields("m");
    assertThat(inner.at(-1).integer()).isEqualTo(-5);
    inner.end();
    fields.end();
    assertThat(fields.has("m")).isTrue();
    assertThat(fields.has("q")).isFalse();
    assertThat(inner.has(-1)).isTrue();
    assertThat(inner.has(1)).isFalse();
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        wrong(f -> f.uint("q"), "a record has no field \"q\""),
        wrong(f -> f.at(4), "a record has no field 4"),
        wrong(f -> f.uint("t"), "a record: field \"t\" has \"ü\" where an integer from 0 belongs"),
        wrong(f -> f.uint("n", 6), "field \"n\" has 7 where an integer from 0 to 6 belongs"),
        wrong(f -> f.integer("n", 8, 9), "field \"n\" has 7 where an integer from 8 to 9 belongs"),
        wrong(f -> f.integer("y"), "field \"y\" has true where an integer belongs"),
        wrong(f -> f.fields("m").at(-1).uint(), "a record: field \"m\": field -1 has -5 where"),
        wrong(f -> f.text("t", 1), "field \"t\" has \"ü\" where text of at most 1 bytes belongs"),
        wrong(f -> f.text("n", 1), "field \"n\" has 7 where text"),
        wrong(f -> f.bytes("b", 3), "field \"b\" has 2 bytes where 3 bytes belongs"),
        wrong(f -> f.bytesUpTo("b", 1), "field \"b\" has 2 bytes where at most 1 bytes belongs"),
        wrong(f -> f.digest("b"), "field \"b\" has 2 bytes where 32 bytes belongs"),
        wrong(f -> f.bool("n"), "field \"n\" has 7 where true or false belongs"),
        wrong(f -> f.list("l", 1, i -> i), "\"l\" has an array of 2 where an array of at most 1"),
        wrong(f -> f.list("m", 9, i -> i), "\"m\" has a map of 1 where an array of at most 9"),
        wrong(f -> f.map("m", 0), "field \"m\" has a map of 1 where a map of at most 0 belongs"),
        wrong(f -> f.fields("l"), "field \"l\" has an array of 2 where a map belongs"));
  }

  private static Arguments wrong(Function<CborFields, Object> read, String says) {
    return Arguments.of(read, says);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongFields")
  void invariant5_aWrongFieldIsNamedWithWhatBelongsThere(
      Function<CborFields, Object> read, String says) {
    var fields = CborFields.of("a record", record().build());
    assertThatThrownBy(() -> read.apply(fields))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
              assertThat(problem.code()).isEqualTo("cbor.unexpected");
              assertThat(problem.what()).contains(says);
            });
  }

  @Test
  void invariant5_aFieldThatNobodyAskedForIsRefused() {
    var fields =
        CborFields.of("a record", Cbor.map().put("a", Cbor.of(1)).put(2, Cbor.of(1)).build());
    assertThatThrownBy(fields::end).hasMessage("a record has the field 2, which is not known here");
    assertThat(fields.at(2).uint()).isEqualTo(1);
    assertThatThrownBy(fields::end)
        .hasMessage("a record has the field \"a\", which is not known here");
    assertThat(fields.uint("a")).isEqualTo(1);
    fields.end();
    assertThatThrownBy(() -> CborFields.of("a record", Cbor.of("no")))
        .hasMessage("a record has \"no\" where a map belongs");
  }
}
