package dev.micelio.attest.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.text.Shown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SchemaInvariantsTest {
  private static final Set<String> OPTIONAL = Set.of("git_sha1", "id", "model");

  /// A letter beyond U+FFFF, escaped.
  private static final int ESCAPE_MAX = 12;

  private static final Pattern STORE_PATH =
      Pattern.compile(
          "/nix/store/[0123456789abcdfghijklmnpqrsvwxyz]{32}-(?!\\.{1,2}(?:-|\\z))[0-9A-Za-z+\\-._?=]{1,211}");
  private static final Pattern CHECK_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final String PATH_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789AZ+-._?=/ \0é";

  /// A change of the value at a place, which may take it away.
  private static void everyChange(
      Cbor whole, UnaryOperator<Cbor> change, BiConsumer<String, Cbor> use) {
    everyChange(whole, "", change, use);
  }

  private static void everyChange(
      Cbor whole, String place, UnaryOperator<Cbor> change, BiConsumer<String, Cbor> use) {
    use.accept(place, change.apply(whole));
    switch (whole) {
      case Cbor.Map(var entries) -> {
        for (int i = 0; i < entries.size(); i++) {
          int at = i;
          var entry = entries.get(i);
          String name = ((Cbor.Text) entry.key()).value();
          everyChange(
              entry.value(),
              place.isEmpty() ? name : place + "." + name,
              change,
              (where, changed) -> {
                var others = new ArrayList<>(entries);
                others.set(at, new Cbor.Map.Entry(entry.key(), changed));
                use.accept(where, new Cbor.Map(others));
              });
        }
      }
      case Cbor.Array(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          int at = i;
          everyChange(
              items.get(i),
              place + "[" + i + "]",
              change,
              (where, changed) -> {
                var others = new ArrayList<>(items);
                others.set(at, changed);
                use.accept(where, Cbor.array(others));
              });
        }
      }
      case Cbor.Int _, Cbor.Bool _, Cbor.Text _, Cbor.Bytes _ -> {}
    }
  }

  private static List<Reason> reasons(Cbor payload) {
    var reasons = new Reasons();
    Statement.read(StatementType.CHECK_RUN, payload, reasons);
    return reasons.list();
  }

  private static void assertOne(String place, Cbor payload, Code code, String where) {
    assertThat(reasons(payload))
        .as(place)
        .extracting(Reason::code, Reason::where)
        .containsExactly(tuple(code, where));
  }

  private static Cbor golden() {
    return GoldenRun.run().toCbor();
  }

  private static boolean inVariables(String place) {
    return place.contains(".run.env");
  }

  @Test
  void invariant1_aValueOfAnotherTypeIsOneReasonAtItsPlace() {
    var places = new ArrayList<String>();
    everyChange(
        golden(),
        value -> value instanceof Cbor.Int ? Cbor.of("text") : Cbor.of(7),
        (place, payload) -> {
          places.add(place);
          assertOne(place, payload, Code.SCHEMA_TYPE, place.isEmpty() ? "payload" : place);
        });
    assertThat(places).hasSizeGreaterThan(100).contains("checks[2].run.tools[0].sha256");
  }

  @Test
  void invariant1_bytesOfAnotherSizeAreOneReasonAtTheirPlace() {
    everyChange(
        golden(),
        value -> value instanceof Cbor.Bytes bytes ? Cbor.of(new byte[bytes.size() + 1]) : value,
        (place, payload) -> {
          if (!payload.equals(golden())) {
            assertOne(place, payload, Code.SCHEMA_SIZE, place);
          }
        });
  }

  @Test
  void invariant1_aMemberMoreIsOneReasonAtItsPlace() {
    everyChange(
        golden(),
        value -> value instanceof Cbor.Map map ? with(map, "zzz") : value,
        (place, payload) -> {
          if (!inVariables(place) && !payload.equals(golden())) {
            String where = place.isEmpty() ? "zzz" : place + ".zzz";
            assertOne(place, payload, Code.SCHEMA_UNKNOWN, where);
          }
        });
  }

  private static Cbor with(Cbor.Map map, String name) {
    var more = Cbor.map();
    map.entries().forEach(entry -> more.put(((Cbor.Text) entry.key()).value(), entry.value()));
    return more.put(name, Cbor.of(1)).build();
  }

  @Test
  void invariant1_aMemberLessIsOneReasonAtItsPlace() {
    int most = 14;
    for (int i = 0; i < most; i++) {
      int index = i;
      var left = new ArrayList<String>();
      everyChange(
          golden(),
          value -> without(value, index, left),
          (place, payload) -> {
            if (!payload.equals(golden())) {
              assertMissing(place, left.getLast(), payload);
            }
          });
    }
  }

  private static Cbor without(Cbor value, int index, List<String> left) {
    if (!(value instanceof Cbor.Map(var entries)) || index >= entries.size()) {
      return value;
    }
    var others = new ArrayList<>(entries);
    left.add(((Cbor.Text) others.remove(index).key()).value());
    return new Cbor.Map(others);
  }

  private static void assertMissing(String place, String name, Cbor payload) {
    if (OPTIONAL.contains(name)) {
      assertThat(reasons(payload)).as(place + " without " + name).isEmpty();
    } else if (place.equals("env") && name.equals("nix")) {
      assertOne(place, payload, Code.SCHEMA_MISSING, "env");
    } else if (name.equals("nix") || name.equals("run")) {
      assertOne(place, payload, Code.SCHEMA_KIND, place);
    } else {
      assertOne(place, payload, Code.SCHEMA_MISSING, place.isEmpty() ? name : place + "." + name);
    }
  }

  @Test
  void invariant1_allThatIsWrongIsTold() {
    var payload =
        Cbor.map()
            .put("v", Cbor.of(2))
            .put("project", Cbor.of(new byte[3]))
            .put("tree", Cbor.of(1))
            .put("session", Cbor.map().put("principal", Cbor.of("a\nb")).build())
            .put("checks", Cbor.array())
            .put("other", Cbor.of(true))
            .build();
    assertThat(reasons(payload))
        .extracting(Reason::toString)
        .containsExactlyInAnyOrder(
            "SCHEMA_VERSION v: expected 1, found 2",
            "SCHEMA_MISSING env: expected a member, found nothing",
            "SCHEMA_MISSING base: expected a member, found nothing",
            "SCHEMA_TYPE tree: expected a map, found 1",
            "SCHEMA_MISSING twins: expected a member, found nothing",
            "SCHEMA_EMPTY checks: expected at least 1, found none",
            "SCHEMA_SIZE project: expected 16 bytes, found 3 bytes",
            "SCHEMA_MISSING session.agent: expected a member, found nothing",
            "SCHEMA_NAME session.principal: expected at most 128 bytes without control characters,"
                + " found \"a\\nb\"",
            "SCHEMA_UNKNOWN other: expected no such member, found one");
  }

  @Seeds
  void invariant2_whatIsShownIsShortAndObeyedByNoTerminal(long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    int length = random.nextInt(300);
    for (int i = 0; i < length; i++) {
      int c = random.nextInt(random.nextBoolean() ? 0x100 : Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(
          c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0x202e : c);
    }
    assertShown(Cbor.of(text.toString()));
    assertThat(ShownCbor.of(Cbor.of(text.toString()))).isEqualTo(Shown.text(text.toString()));
  }

  private static void assertShown(Cbor hostile) {
    everyChange(
        golden(),
        value -> value instanceof Cbor.Text || value instanceof Cbor.Int ? hostile : value,
        (_, payload) ->
            assertThat(reasons(payload))
                .allSatisfy(reason -> {
                  assertThat(reason.found().codePoints()).noneMatch(SchemaInvariantsTest::isObeyed);
                  assertThat(reason.found().codePointCount(0, reason.found().length()))
                      .isLessThan((Shown.LETTERS_MAX + 1) * ESCAPE_MAX);
                }));
  }

  private static boolean isObeyed(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
        || !Character.isDefined(c);
  }

  @Test
  void invariant2_aMemberOfAnyNameIsToldSo() {
    var reasons = reasons(with((Cbor.Map) golden(), "\u001b[2J" + "x".repeat(1000)));
    assertThat(reasons).hasSize(1);
    assertThat(reasons.getFirst().where())
        .startsWith("\\u001b[2Jxxx")
        .hasSizeLessThan(2 * Shown.LETTERS_MAX);
  }

  @Seeds(200)
  void invariant3_aStorePathIsOfTheGrammar(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      String hash = word(random, "0123456789abcdfghijklmnpqrsvwxyz", 32);
      String name = word(random, PATH_LETTERS.substring(0, 44), 1 + random.nextInt(4));
      var path = new StringBuilder("/nix/store/" + hash + "-" + name);
      if (random.nextBoolean()) {
        int at = random.nextInt(path.length());
        path.setCharAt(at, PATH_LETTERS.charAt(random.nextInt(PATH_LETTERS.length())));
      }
      if (random.nextInt(10) == 0) {
        path.append("n".repeat(205 + random.nextInt(10)));
      }
      if (random.nextInt(10) == 0) {
        path.insert(44, ".".repeat(1 + random.nextInt(3)) + (random.nextBoolean() ? "-" : ""));
      }
      assertThat(Grammar.isStorePath(path.toString()))
          .as(path.toString())
          .isEqualTo(STORE_PATH.matcher(path).matches());
      assertThat(Grammar.isDerivationPath(path + ".drv"))
          .isEqualTo(STORE_PATH.matcher(path + ".drv").matches());
      assertThat(Grammar.isDerivationPath(path.toString()))
          .isEqualTo(STORE_PATH.matcher(path).matches() && path.toString().endsWith(".drv"));
    }
  }

  private static String word(Random random, String letters, int length) {
    var word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  @Seeds
  void invariant3_aNameIsOfTheGrammar(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String name = word(random, "az09._-AZ \n\0\u007f\u009f\u00a0é", random.nextInt(4));
      String longer = name + "a".repeat(random.nextInt(135));
      assertThat(Grammar.isCheckName(longer)).isEqualTo(CHECK_NAME.matcher(longer).matches());
      boolean controls = longer.chars().anyMatch(c -> c < 0x20 || (c >= 0x7f && c <= 0x9f));
      assertThat(Grammar.isName(longer))
          .isEqualTo(!controls && longer.getBytes(StandardCharsets.UTF_8).length <= 128);
    }
  }
}
