package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  private static Json read(String text) {
    return JsonReader.read(text.getBytes(UTF_8)).orElseThrow();
  }

  @Test
  void whatIsReadIsPrintedInOneForm() {
    String text =
        " { \"b\" : [ 1, -2.5e3 , true,null, [], {} ] ,\"a\":\"\\u00e9\\n\\\"\\ud83d\\ude00\" } ";
    assertThat(read(text).canonical())
        .isEqualTo("{\"a\":\"é\\u000a\\\"😀\",\"b\":[1,-2.5e3,true,null,[],{}]}");
  }

  @Test
  void bytesThatAreNoUtf8ComeThroughAsTheyAre() {
    byte[] bytes = "\"caf\u00e9 \u00ff\"".getBytes(ISO_8859_1);
    assertThat(JsonReader.read(bytes).orElseThrow().asBytes().getBytes(ISO_8859_1))
        .isEqualTo(new byte[] {'c', 'a', 'f', (byte) 0xe9, ' ', (byte) 0xff});
  }

  @Test
  void whatIsNotThereIsNothing() {
    var json = read("{\"a\":[5]}");
    assertThat(json.member("b").member("c").item(3)).isEqualTo(Json.nothing());
    assertThat(json.member("a").item(0).asLong()).hasValue(5);
    assertThat(json.member("a").item(1).asLong()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1,]", "\"a", "\"\\u12\"", "nul", "1 2", "{\"a\"}", "\"\\x\"", "[1}"})
  void whatIsNoJsonIsRefused(String text) {
    assertThat(JsonReader.read(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void depthHasABound() {
    assertThat(JsonReader.read("[".repeat(1_000_000).getBytes(UTF_8))).isEmpty();
    int depth = JsonReader.DEPTH_MAX;
    assertThat(JsonReader.read(("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8)))
        .isPresent();
  }
}
