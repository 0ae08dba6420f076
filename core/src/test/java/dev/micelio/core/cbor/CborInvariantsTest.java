package dev.micelio.core.cbor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

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
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CborInvariantsTest {
  private static final CborLimits SMALL = new CborLimits(1024, 256, 16);
  private static final CborLimits LARGE = new CborLimits(64 << 20, 1 << 20, 16);
  private static final int MUTATIONS = 200;

  /// `says` is the value, or for what is refused the fault with its place.
  record Vector(String name, String hex, String says) {
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
      } else if (line.startsWith("value = ") || line.startsWith("fault = ")) {
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
    assertThat(CborDiagnostic.oneLine(value)).isEqualTo(vector.says());
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
    assertThat(CborDiagnostic.oneLine(array)).isEqualTo("[h'0102']");
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

  @Test
  void invariant1_keysOfOneLengthStandInTheOrderOfTheirBytes() {
    var names =
        List.of("\uff2fa", "\ud800\udc00", "\ud800\udc01", "\udbff\udfff", "abcd", "\u07ff\u07ff");
    var map = Cbor.map();
    names.forEach(name -> map.put(name, Cbor.of(true)));
    var sorted =
        names.stream()
            .sorted((left, right) ->
                Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8)))
            .map(Cbor::of)
            .toList();
    assertThat(map.build().entries()).extracting(Cbor.Map.Entry::key).isEqualTo(sorted);
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

  @ParameterizedTest
  @MethodSource("refused")
  void invariant3_aRefusalSaysWhichRuleIsBrokenAndWhere(Vector vector) {
    assertThatThrownBy(() -> Cbor.read(vector.bytes(), SMALL))
        .isInstanceOfSatisfying(
            CborRefused.class,
            refused -> {
              assertThat(refused.fault() + " at " + refused.position()).isEqualTo(vector.says());
              assertThat(refused).hasMessageEndingWith(" at byte " + refused.position());
            });
  }

  @Test
  void invariant3_eachRuleHasThreeVectorsAtLeast() throws IOException {
    var faults =
        refused()
            .map(vector -> CborFault.valueOf(vector.says().replaceFirst(" at .*", "")))
            .collect(Collectors.groupingBy(fault -> fault, Collectors.counting()));
    assertThat(faults).containsOnlyKeys(CborFault.values());
    assertThat(faults.values()).allMatch(count -> count >= 3);
  }

  @Seeds
  void invariant3_bytesThatEndEarlyAreTruncatedAndNothingElse(long seed) {
    byte[] bytes = new RandomCbor(seed).value(2).encode();
    var random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThatThrownBy(() -> Cbor.read(cut, LARGE))
          .isInstanceOfSatisfying(
              CborRefused.class,
              // a text that ends early may end within a letter, but is announced longer
              refused -> assertThat(refused.fault()).isEqualTo(CborFault.TRUNCATED));
    }
  }

  @Seeds
  void invariant3_headsAndWholeItemsAreTheSameWalk(long seed) throws CborRefused {
    byte[] bytes = new RandomCbor(seed).value(3).encode();
    var whole = new CborScanner(bytes, LARGE);
    whole.item();
    whole.end();
    var heads = new CborScanner(bytes, LARGE);
    while (heads.position() < bytes.length) {
      var type = heads.peek();
      long argument = heads.head();
      if (type == CborScanner.Type.BYTES || type == CborScanner.Type.TEXT) {
        heads.skip((int) argument);
      }
    }
    heads.end();
  }

  @Test
  void invariant3_aScannerSaysTheTypeAndTheNumberOfEachHead() throws CborRefused {
    var value =
        Cbor.map()
            .put(-7, Cbor.array(Cbor.of(true), Cbor.of(false)))
            .put("ü", Cbor.of(new byte[300]))
            .build();
    var scanner = new CborScanner(value.encode(), LARGE);
    var seen = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      var type = scanner.peek();
      long number = scanner.head();
      seen.add(type + " " + number);
      if (type == CborScanner.Type.BYTES || type == CborScanner.Type.TEXT) {
        scanner.skip((int) number);
      }
    }
    scanner.end();
    assertThat(seen)
        .containsExactly(
            "MAP 2", "NEGATIVE -7", "ARRAY 2", "BOOL 1", "BOOL 0", "TEXT 2", "BYTES 300");
  }

  @Test
  void invariant3_anItemOfAnOpenArrayEndsWhereItEnds() throws CborRefused {
    byte[] bytes = HexFormat.of().parseHex("83820102a1000405");
    var scanner = new CborScanner(bytes, LARGE);
    assertThat(scanner.head()).isEqualTo(3);
    scanner.item();
    assertThat(scanner.position()).isEqualTo(4);
    assertThatThrownBy(scanner::end).hasMessage("4 bytes too many at byte 4");
    scanner.item();
    assertThat(scanner.position()).isEqualTo(7);
    scanner.item();
    scanner.end();
    assertThatThrownBy(scanner::peek)
        .isInstanceOfSatisfying(
            CborRefused.class, e -> assertThat(e.fault()).isEqualTo(CborFault.TRUNCATED));
    assertThatThrownBy(() -> scanner.skip(1)).isInstanceOf(IndexOutOfBoundsException.class);
    var open = new CborScanner(HexFormat.of().parseHex("81820102"), LARGE);
    open.head();
    open.head();
    open.skip(2);
    assertThatThrownBy(open::end).hasMessage("an array or map that is cut off at byte 4");
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
        bomb("a count of 2^31 - 1", "9a7fffffff", "a count of 2147483647 where at most 1048576"),
        bomb("a count of 2^32 - 1 entries", "baffffffff", "a count of 4294967295 where at most"),
        bomb("a count of 250 000", "9a0003d090", "a count of 250000 with 0 bytes left"),
        bomb("a count of 250 000 entries", "ba0003d09001", "a count of 250000 with 1 bytes left"),
        bomb("a count in a count", "8282ffffff", "an indefinite length (0xff) at byte 2"),
        bomb("arrays in arrays", "81".repeat(50_000), "more than 16 levels of arrays and maps"),
        bomb("maps in maps", "a100".repeat(50_000), "more than 16 levels of arrays and maps"),
        bomb("tags on tags", "c1".repeat(50_000), "a tag (0xc1) at byte 0"),
        bomb("a text of 2 that refers to strings", "d901008261" + "61d81900", "a tag (0xd9)"));
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
    assertThatThrownBy(() ->
            Cbor.decode("a value", Cbor.array(Collections.nCopies(4, Cbor.of(1))).encode(), limits))
        .hasMessageContaining("a count of 4 where at most 3 are allowed");
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

  @ParameterizedTest
  @MethodSource("canonical")
  void invariant6_vectorsAreReadFromTheirNotation(Vector vector) {
    assertThat(CborDiagnostic.parse("a vector", vector.says(), SMALL).encode())
        .isEqualTo(vector.bytes());
  }

  @Seeds
  void invariant6_whatIsPrintedGivesTheValue(long seed) {
    var value = new RandomCbor(seed).value(3);
    for (String text : List.of(CborDiagnostic.oneLine(value), CborDiagnostic.indented(value))) {
      assertThat(CborDiagnostic.parse("a value", text, LARGE)).isEqualTo(value);
    }
  }

  @Test
  void invariant6_everyLetterThatATerminalObeysOrHidesIsEscaped() {
    String hostile = "\u001b[2J\u0000\u007f\u009b\u202e\u2066\u200b\u2028\ufeff\u00a0\ufe0f";
    assertThat(CborDiagnostic.oneLine(Cbor.of(hostile + "\n\r\t\"\\")))
        .isEqualTo(
            "\"\\u001b[2J\\u0000\\u007f\\u009b\\u202e\\u2066\\u200b\\u2028\\ufeff\\u00a0\\ufe0f"
                + "\\n\\r\\t\\\"\\\\\"");
    assertThat(CborDiagnostic.oneLine(Cbor.of("\udb40\udc41\udbff\udffd")))
        .isEqualTo("\"\\udb40\\udc41\\udbff\\udffd\"");
    assertThat(CborDiagnostic.oneLine(Cbor.of("ü水𐅑🐇 ~"))).isEqualTo("\"ü水𐅑🐇 ~\"");
    for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
      if (letter < Character.MIN_SURROGATE || letter > Character.MAX_SURROGATE) {
        String shown = CborDiagnostic.oneLine(Cbor.of(Character.toString(letter)));
        if (shown.codePoints().anyMatch(CborInvariantsTest::isObeyed)) {
          fail("U+%04X is shown as it is", letter);
        }
      }
    }
  }

  private static boolean isObeyed(int letter) {
    return Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT;
  }

  @Test
  void invariant6_aProblemShowsNothingThatATerminalObeys() {
    var fields = CborFields.of("a record", Cbor.map().put("\u001b[2J", Cbor.of(1)).build());
    assertThatThrownBy(fields::end)
        .hasMessage("a record has the field \"\\u001b[2J\", which is not known here");
    assertThatThrownBy(() -> CborDiagnostic.parse("a value", "\u001b[2J", SMALL))
        .hasMessageContaining("\"\\u001b[2J\" where a value belongs");
  }

  @Test
  void invariant6_indentedIsForPeople() {
    var value =
        Cbor.map()
            .put("v", Cbor.of(1))
            .put("list", Cbor.array(Cbor.of("a".repeat(90)), Cbor.of(true), Cbor.array()))
            .put("short", Cbor.array(Cbor.of(1), Cbor.map().put(2, Cbor.of(3)).build()))
            .build();
    assertThat(CborDiagnostic.indented(value))
        .isEqualTo(
            """
            {
              "v": 1,
              "list": [
                "%s",
                true,
                []
              ],
              "short": [1, {2: 3}]
            }\
            """
                .formatted("a".repeat(90)));
  }

  @Test
  void invariant6_whatPeopleWriteMayHaveSpaceAndComments() {
    assertThat(
            CborDiagnostic.parse(
                "a value",
                " / of a test / { \"b\" : [ 1 ,\t-2 ] ,/x/1:h'0aFF',\r\n-1:\"\\/\\b\\f\\u00fC\"}\n//",
                SMALL))
        .isEqualTo(
            Cbor.map()
                .put("b", Cbor.array(Cbor.of(1), Cbor.of(-2)))
                .put(1, Cbor.of(new byte[] {0x0a, (byte) 0xff}))
                .put(-1, Cbor.of("/\b\fü"))
                .build());
  }

  static Stream<Arguments> wrongNotations() {
    return Stream.of(
        notation("", "line 1, column 1: the end where a value belongs"),
        notation("[1,\n  2,]", "line 2, column 5: \"]\" where a value belongs"),
        notation("[\"ü🐇\" 1]", "line 1, column 7: \"1]\" where ',' or ']' belongs"),
        notation("[1", "line 1, column 3: the end where ',' or ']' belongs"),
        notation("[,1]", "column 2: \",1]\" where a value belongs"),
        notation("1 1", "column 3: \"1\" where the end belongs"),
        notation("truely", "column 1: \"truely\" where a value belongs"),
        notation("null", "where a value belongs"),
        notation("1.0", "column 1: a number that is not written as an integer is"),
        notation("01", "a number that is not written"),
        notation("-0", "a number that is not written"),
        notation("-", "a number that is not written"),
        notation("0x1", "a number that is not written"),
        notation("+1", "\"+1\" where a value belongs"),
        notation("9223372036854775808", "an integer beyond 2^63 - 1"),
        notation("-9223372036854775808", "an integer beyond 2^63 - 1"),
        notation("{1: 2, 1: 3}", "column 8: a key that is there twice"),
        notation("{true: 2}", "column 2: \"true: 2}\" where a key, which is an integer or text,"),
        notation("{1 2}", "column 4: \"2}\" where ':' belongs"),
        notation("{1: 2,}", "column 7: \"}\" where a key"),
        notation("h'0'", "column 3: bytes that are not pairs of hexadecimal digits"),
        notation("h'0 0'", "bytes that are not pairs"),
        notation("h'00", "bytes that do not end"),
        notation("\"a", "column 1: text that does not end"),
        notation("\"\n\"", "line 1, column 2: \"\\n\\\"\" where an escape belongs"),
        notation("\"\\x\"", "where one of \" \\ / b f n r t, or u and four"),
        notation("\"\\u00g0\"", "where u and four hexadecimal digits belongs"),
        notation("\"\\u00", "where one of"),
        notation("\"\\ud800\"", "text with one half of a pair of surrogates"),
        notation("\"\ud800\"", "text with one half of a pair of surrogates"),
        notation("/ no end", "column 1: a comment that does not end"),
        notation("24(1)", "column 3: \"(1)\" where the end belongs"),
        notation("[_ 1]", "\"_ 1]\" where a value belongs"),
        notation("[".repeat(17), "column 17: more than 16 levels of arrays and maps"),
        notation("[".repeat(100_000), "more than 16 levels"),
        notation("[" + "1,".repeat(256) + "1]", "a count of 257 where at most 256 are allowed"),
        notation("\"" + "ü".repeat(129) + "\"", "an item of 258 bytes where at most 256 are"),
        notation("h'" + "00".repeat(257) + "'", "an item of 257 bytes where at most 256 are"),
        notation(
            "[" + ("h'" + "00".repeat(250) + "', ").repeat(5) + "1]",
            "line 1, column 1: it has 1262 bytes where at most 1024 are allowed"));
  }

  private static Arguments notation(String text, String says) {
    return Arguments.of(text, says);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongNotations")
  void invariant6_aWrongNotationIsNamedWithItsLineAndColumn(String text, String says) {
    assertThatThrownBy(() -> CborDiagnostic.parse("a value", text, SMALL))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
              assertThat(problem.code()).isEqualTo("cbor.notation");
              assertThat(problem.what()).startsWith("a value is not a value in").contains(says);
            });
  }
}
