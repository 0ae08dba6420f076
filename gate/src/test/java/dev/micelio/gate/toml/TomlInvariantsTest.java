package dev.micelio.gate.toml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.micelio.core.testkit.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TomlInvariantsTest {
  private static final int MUTATIONS = 300;

  @Seeds
  void invariant1_anyBytesAreReadOrRefused(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(TomlReading.of(bytes)).isNotNull();
    }
  }

  @Seeds
  void invariant1_anyMutationIsReadOrRefused(long seed) {
    var random = new Random(seed);
    byte[] sound = new RandomToml(seed).text().getBytes(UTF_8);
    byte[] pieces = "[]{}\"'=.,#\n\\ a1-_\u00e9".getBytes(UTF_8);
    for (int i = 0; i < MUTATIONS && sound.length > 0; i++) {
      byte[] mutant = sound.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        mutant[random.nextInt(mutant.length)] = pieces[random.nextInt(pieces.length)];
      }
      if (TomlReading.of(mutant) instanceof TomlReading.Malformed malformed) {
        // the two readings understand the same language, so it is always the first that refuses
        assertThat(malformed.what()).doesNotContain("understood", "two meanings");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "a=[", "a.", "\"", "a={b=", "[[", "a=1", "\n[a]", "'"})
  void invariant1_whatIsRepeatedAThousandTimesIsReadOrRefused(String piece) {
    assertThat(TomlReading.of(piece.repeat(100_000).getBytes(UTF_8)))
        .isInstanceOf(TomlReading.Malformed.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a = 1\\nb = \\n        | 2:5
          a = "\\n              | 1:6
          a = 1\\na = 2          | 2:6
          [a]\\n[a]              | 2:3
          \\uFEFFa = 1           | 1:1
          𝄞é\\xFFb               | 1:3
          a = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] | 1:1
          """)
  void invariant1_whatIsNoTomlIsRefusedWhereItShows(String text, String place) {
    byte[] bytes =
        text.replace("\\n", "\n")
            .replace("\\uFEFF", "\uFEFF")
            .replace("\\xFF", "\0")
            .getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == 0 ? (byte) 0xff : bytes[i];
    }
    assertThat(TomlReading.of(bytes))
        .isInstanceOfSatisfying(
            TomlReading.Malformed.class,
            malformed -> assertThat(malformed.place()).hasToString(place));
  }

  @Test
  void invariant1_aFileOfMoreThanTheBoundIsRefused() {
    assertThat(TomlReading.of(" ".repeat(TomlReading.SIZE_BYTES_MAX).getBytes(UTF_8)))
        .isInstanceOf(TomlReading.Document.class);
    assertThat(TomlReading.of(" ".repeat(TomlReading.SIZE_BYTES_MAX + 1).getBytes(UTF_8)))
        .isInstanceOf(TomlReading.Malformed.class);
  }

  @Seeds(200)
  void invariant2_everythingIsWhereItStands(long seed) {
    var written = new RandomToml(seed);
    var read = TomlReading.of(written.text().getBytes(UTF_8));
    assertThat(read).as(written.text()).isInstanceOf(TomlReading.Document.class);
    var table = ((TomlReading.Document) read).table();
    written.values.forEach((path, place) ->
        assertThat(value(table, path).place())
            .as("%s in\n%s", path, written.text())
            .isEqualTo(place));
    written.keys.forEach((path, place) ->
        assertThat(key(table, path)).as("%s in\n%s", path, written.text()).isEqualTo(place));
  }

  private static Toml value(Toml top, List<Object> path) {
    var found = top;
    for (var step : path) {
      found =
          switch (found) {
            case Toml.Table table -> entry(table, step).value();
            case Toml.Items items -> items.values().get((Integer) step);
            default -> throw new AssertionError(path + " leads through " + found);
          };
    }
    return found;
  }

  private static Place key(Toml top, List<Object> path) {
    return entry((Toml.Table) value(top, path.subList(0, path.size() - 1)), path.getLast()).key();
  }

  private static Toml.Entry entry(Toml.Table table, Object key) {
    return Objects.requireNonNull(table.entries().get(key), () -> key + " of " + table);
  }

  @Test
  void invariant2_aLineOfManyValuesIsReadInProportion() {
    var text = new StringBuilder("a = [\"𝄞\"");
    while (text.length() < 1_000_000) {
      text.append(",1");
    }
    var read = TomlReading.of(text.append(']').toString().getBytes(UTF_8));
    assertThat(((TomlReading.Document) read).table().entries()).containsOnlyKeys("a");
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a = 1          | b = 1
          a = 1          | a.b = 1
          a = [1]        | a = [1, 2]
          a = {b = 1}    | a = {b = 1, c = 2}
          a = {b = 1}    | a = 1
          a = 1          | a = '1'
          a = 1          | = 1
          """)
  void invariant3_whatTheReadingsDoNotAgreeOnIsRefused(String one, String other)
      throws IOException {
    var tree = (ObjectNode) new TomlMapper().readTree(one);
    assertThat(TomlReader.join(tree, one)).isInstanceOf(TomlReading.Document.class);
    assertThat(TomlReader.join(tree, other)).isInstanceOf(TomlReading.Malformed.class);
  }
}
