package dev.micelio.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import dev.micelio.core.testkit.Seeds;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextInvariantsTest {
  private static String any(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(300); i > 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
    }
    return text.toString();
  }

  @Seeds
  void invariant1_whatIsShownPrintsWhateverAStrangerWrote(long seed) {
    String text = any(new Random(seed));
    for (String shown :
        List.of(
            Shown.whole(text),
            Shown.quoted(text),
            Shown.text(text),
            Shown.brief(text),
            Shown.list(List.of(text, text)))) {
      assertThat(shown.codePoints())
          .allMatch(c ->
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
                default -> true;
              });
    }
  }

  @Test
  void invariant1_theDirectionOfTextIsNotTurned() {
    assertThat(Shown.whole("a\u202eb\u001b[2J\u200bc\u00a0d\n"))
        .isEqualTo("a\\u202eb\\u001b[2J\\u200bc\\u00a0d\\n");
    assertThat(Shown.whole("grün 検査 \"x\" \\")).isEqualTo("grün 検査 \"x\" \\");
  }

  @Seeds
  void invariant2_aReaderOfJsonGetsTheTextBack(long seed) throws IOException {
    String text = any(new Random(seed));
    try (var parser = new JsonFactory().createParser(Shown.quoted(text))) {
      parser.nextToken();
      assertThat(parser.getText()).isEqualTo(text);
    }
  }

  @Test
  void invariant3_aLongTextIsCut() {
    String letter = "\ud83d\ude00";
    assertThat(Shown.brief(letter.repeat(Shown.LETTERS_MAX)))
        .isEqualTo(letter.repeat(Shown.LETTERS_MAX));
    assertThat(Shown.brief(letter.repeat(Shown.LETTERS_MAX + 1)))
        .isEqualTo(letter.repeat(Shown.LETTERS_MAX) + "…");
    assertThat(Shown.text("a\"".repeat(Shown.LETTERS_MAX)))
        .isEqualTo("\"" + "a\\\"".repeat(Shown.LETTERS_MAX / 2) + "\"…");
    assertThat(Shown.list(Collections.nCopies(Shown.TEXTS_MAX + 5, "x"))).endsWith(", … 5 more]");
  }

  @Test
  void invariant4_wordsAreAsFarApartAsThereAreSlipsBetweenThem() {
    assertSlips(0, "inputs", "inputs");
    assertSlips(1, "inputs", "input");
    assertSlips(1, "inputs", "inptus");
    assertSlips(1, "inputs", "imputs");
    assertSlips(3, "kitten", "sitting");
    assertSlips(6, "", "inputs");
  }

  private static void assertSlips(int slips, String one, String other) {
    assertThat(Slips.between(one, other)).isEqualTo(slips);
    assertThat(Slips.between(other, one)).isEqualTo(slips);
  }
}
