package dev.micelio.core.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTest {

  @Test
  void keysAreOrderedAsTheirBytesAre() {
    var texts =
        List.of(
            "a",
            "a/b",
            "a-b",
            "aa",
            "A",
            "é",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff",
            "a\ud83d\ude00",
            "a\uff21",
            "\ud83d\ude00",
            "\ud83d\ude01");
    for (String left : texts) {
      for (String right : texts) {
        var first = new Key(left);
        var second = new Key(right);
        assertThat(Integer.signum(first.compareTo(second)))
            .as("%s and %s", left, right)
            .isEqualTo(Integer.signum(Arrays.compareUnsigned(first.bytes(), second.bytes())));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/../b",
        "a/.",
        "a\u0000b",
        "a\nb",
        "\u007f",
        "\ud800",
        "a\udc00"
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> new Key(text))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.code()).isEqualTo("objects.bad-key"));
  }

  @Test
  void aKeyHasAThousandAndTwentyFourBytesAtMost() {
    assertThat(new Key("é".repeat(512)).bytes()).hasSize(1024);
    assertThatThrownBy(() -> new Key("é".repeat(512) + "a")).isInstanceOf(Problem.class);
  }
}
