package dev.micelio.attest.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributePathTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          checks.{system}.unit       | checks, x86_64-linux, unit
          a                          | a
          "a.b"                      | a.b
          a."{system}.x".b-{system}  | a, x86_64-linux.x, b-x86_64-linux
          """)
  void theSystemIsFilledInBehindTheSplitting(String text, String names) {
    var path = Objects.requireNonNull(AttributePath.parse(text));
    assertThat(path.on("x86_64-linux")).isEqualTo(List.of(names.split(", ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "\"\"",
        "\"a",
        "\"a\"b",
        "a\"b\"",
        "{x}",
        "a b",
        "a.{System}",
        "a.\"b\\\"c\"",
        "a.{system",
        "a\tb"
      })
  void whatIsNoAttributeIsNone(String text) {
    assertThat(AttributePath.parse(text)).isNull();
  }
}
