package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

  private static String written(Json json) {
    return new String(json.bytes(), UTF_8);
  }

  @Test
  void thereIsNoSpace() {
    var json =
        Json.object(
            Json.member("b", Json.array(Json.of(1), Json.of(true), Json.of(false))),
            Json.member("a", Json.object()),
            Json.member("c", Json.array()),
            Json.member("", ""));
    assertThat(written(json)).isEqualTo("{\"\":\"\",\"a\":{},\"b\":[1,true,false],\"c\":[]}");
  }

  @Test
  void integersAreThoseThatEveryReaderAgreesOn() {
    assertThat(written(Json.of(9007199254740991L))).isEqualTo("9007199254740991");
    assertThat(written(Json.of(-9007199254740991L))).isEqualTo("-9007199254740991");
    assertThat(written(Json.of(0))).isEqualTo("0");
    assertThatThrownBy(() -> Json.of(9007199254740992L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.of(-9007199254740992L))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Names are compared by UTF-16 code units: what is beyond the first plane begins with a unit
  /// from d800 on, and so stands before e000 to ffff, though its number is higher and its UTF-8
  /// too.
  @Test
  void namesAreSortedByCodeUnits() {
    var names =
        List.of(
            "",
            "\n",
            "\"",
            "-",
            "0",
            "10",
            "2",
            "A",
            "Z",
            "\\",
            "_",
            "a",
            "aa",
            "b",
            "\u007f",
            "\u0080",
            "\u00e4",
            "\u0394",
            "\ud7ff",
            "\ud800\udc00",
            "\udbff\udfff",
            "\ue000",
            "\uffff");
    var shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, new Random(1));
    var json = Json.object(shuffled.stream().map(name -> Json.member(name, "")).toList());
    assertThat(json.members()).extracting(Json.Member::name).containsExactlyElementsOf(names);
  }

  @Test
  void aNameStandsThereOnce() {
    assertThatThrownBy(() -> Json.object(Json.member("a", "1"), Json.member("a", "2")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFirst32CharactersAreEscapedTheShortestWay() {
    var shortest =
        List.of(
            "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007",
            "\\b", "\\t", "\\n", "\\u000b", "\\f", "\\r", "\\u000e", "\\u000f", "\\u0010",
            "\\u0011", "\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017", "\\u0018",
            "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f");
    assertThat(IntStream.range(0, 32).mapToObj(c -> written(Json.of(Character.toString(c)))))
        .isEqualTo(shortest.stream().map(escape -> '"' + escape + '"').toList());
  }

  @Test
  void nothingElseIsEscapedButTheQuoteAndTheBackslash() {
    assertThat(written(Json.of("\"\\"))).isEqualTo("\"\\\"\\\\\"");
    String rest =
        "/<>&'\u007f\u0080\u00df\u07ff\u0800\u2028\u2029\ufeff\uffff\ud800\udc00\udbff\udfff";
    assertThat(Json.of(rest).bytes()).isEqualTo(('"' + rest + '"').getBytes(UTF_8));
  }

  @Test
  void everyCharacterIsWrittenAsUtf8() {
    String all =
        IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(Arrays.equals(Json.of(all).bytes(), ('"' + all + '"').getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\ud800", "\udfff", "a\ud83d", "\ud83da", "\udc00\ud800", "\ud800\ud800\udc00"})
  void halfAPairIsNoText(String text) {
    assertThatThrownBy(() -> Json.of(text).bytes()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.object(Json.member(text, "")).bytes())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsLongIsWrittenToo() {
    assertThat(Json.of("\u0000".repeat(20_000)).bytes()).hasSize(20_000 * 6 + 2);
    String text = "\u0000\u20ac\ud83d\ude00".repeat(20_000);
    assertThat(written(Json.array(Json.of(text), Json.of(text))))
        .hasSize(2 * (20_000 * (6 + 1 + 2) + 2) + 3);
  }
}
