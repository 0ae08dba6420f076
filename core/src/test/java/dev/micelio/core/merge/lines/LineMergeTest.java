package dev.micelio.core.merge.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineMergeTest {
  private static TextMerge merge(String base, String ours, String theirs) {
    return LineMerge.merge(
        base.getBytes(ISO_8859_1),
        ours.getBytes(ISO_8859_1),
        theirs.getBytes(ISO_8859_1),
        Texts.LABELS);
  }

  @Test
  void aConflictSaysWhoseItIs() {
    var labels =
        new Labels("session 01890a5d \"colours\"", "base", "head @123 session 01890a60 \"shapes\"");
    var merge =
        LineMerge.merge(
            "a\nb\nc\nd\n".getBytes(UTF_8),
            "a\nred\nc\nd\ne\n".getBytes(UTF_8),
            "a\nround\nc\nd\n".getBytes(UTF_8),
            labels);
    assertThat(Texts.labelled(merge))
        .isEqualTo(
            """
            a
            <<<<<<< session 01890a5d "colours"
            red
            ||||||| base
            b
            =======
            round
            >>>>>>> head @123 session 01890a60 "shapes"
            c
            d
            e
            """);
    assertThat(((TextMerge.Conflicted) merge).hunks())
        .containsExactly(
            new Hunk(
                new Hunk.Lines(2, 7),
                new Hunk.Lines(2, 1),
                new Hunk.Lines(2, 1),
                new Hunk.Lines(2, 1)));
  }

  @Test
  void aLabelIsOneLineWhateverAGoalSays() {
    var labels = new Labels("one\r\n>>>>>>> two\u0000", " ", "x".repeat(199) + "\uD83C\uDF44");
    assertThat(labels).isEqualTo(new Labels("one  >>>>>>> two", "", "x".repeat(199)));
  }

  @Test
  void editsThatTouchAreOneConflict() {
    assertThat(merge("a\nb\nc\n", "x\nb\nc\n", "a\ny\nc\n"))
        .isInstanceOf(TextMerge.Conflicted.class);
    assertThat(merge("a\nb\nc\n", "x\nb\nc\n", "a\nb\ny\n")).isInstanceOf(TextMerge.Clean.class);
  }

  @Test
  void whatBothSidesBeginAndEndWithStandsOutsideOfTheMarkers() {
    assertThat(Texts.labelled(merge("a\nz\n", "a\n1\n2\n4\nz\n", "a\n1\n3\n4\nz\n")))
        .isEqualTo("a\n1\n<<<<<<< ours\n2\n||||||| base\n=======\n3\n>>>>>>> theirs\n4\nz\n");
  }

  @Test
  void theSameChangeOnBothSidesIsMadeOnce() {
    assertThat(Texts.labelled(merge("a\nb\n", "a\nx\nb\n", "a\nx\nb\n"))).isEqualTo("a\nx\nb\n");
  }

  @Test
  void aMissingLineFeedAtTheEndIsAChangeLikeAnyOther() {
    assertThat(Texts.labelled(merge("a\nb\nc", "a\nb\nc\n", "x\nb\nc"))).isEqualTo("x\nb\nc\n");
    assertThat(Texts.labelled(merge("a\nb\nc\n", "a\nb\nc", "x\nb\nc\n"))).isEqualTo("x\nb\nc");
    assertThat(Texts.labelled(merge("a", "b", "c")))
        .isEqualTo("<<<<<<< ours\nb\n||||||| base\na\n=======\nc\n>>>>>>> theirs\n");
  }

  @Test
  void markersEndAsTheTextsLinesDo() {
    assertThat(Texts.labelled(merge("a\r\nb\r\n", "a\r\nc\r\n", "a\r\nd\r\n")))
        .isEqualTo(
            "a\r\n<<<<<<< ours\r\nc\r\n||||||| base\r\nb\r\n=======\r\nd\r\n>>>>>>> theirs\r\n");
    assertThat(Texts.labelled(merge("", "a\r\n", "b\n"))).startsWith("<<<<<<< ours\r\n");
  }

  @Test
  void markersAreLongerThanWhatCouldBeTakenForThem() {
    assertThat(Texts.labelled(merge("=======\na\n", "=======\nb\n", ">>>>>>>> x\nc\n")))
        .isEqualTo(
            """
            <<<<<<<<< ours
            =======
            b
            ||||||||| base
            =======
            a
            =========
            >>>>>>>> x
            c
            >>>>>>>>> theirs
            """);
    assertThat(Texts.labelled(merge("a\n", "=======b\n", "c\n"))).startsWith("<<<<<<< ours\n");
  }

  @Test
  void fromTheLastHunkThatIsAllowedOnTheRestIsOne() {
    String base = text("");
    var merge = (TextMerge.Conflicted) merge(base, text("ours "), text("theirs "));
    assertThat(merge.hunks()).hasSize(LineMerge.HUNKS_MAX);
    var last = merge.hunks().getLast();
    assertThat(last.base()).isEqualTo(new Hunk.Lines(1999, 1002));
    assertThat(Texts.taking('<', merge)).isEqualTo(Texts.lines(text("ours ").getBytes(UTF_8)));
    assertThat(Texts.taking('>', merge)).isEqualTo(Texts.lines(text("theirs ").getBytes(UTF_8)));
  }

  private static String text(String everyOther) {
    return IntStream.range(0, 3000)
        .mapToObj(i -> (i % 2 == 0 ? everyOther : "") + i + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void onlyTextOfABoundedSizeIsMergedByLines() {
    var largest = new byte[LineMerge.SIZE_BYTES_MAX];
    Arrays.fill(largest, (byte) 'x');
    var tooLarge = new byte[LineMerge.SIZE_BYTES_MAX + 1];
    Arrays.fill(tooLarge, (byte) 'x');
    var text = "a".getBytes(UTF_8);
    var nul = new byte[] {'a', 0};
    assertThat(LineMerge.merge(text, largest, text, Texts.LABELS))
        .isInstanceOf(TextMerge.Clean.class);
    assertThat(LineMerge.merge(tooLarge, text, text, Texts.LABELS))
        .isInstanceOf(TextMerge.NotText.class);
    assertThat(LineMerge.merge(text, nul, text, Texts.LABELS))
        .isInstanceOf(TextMerge.NotText.class);
    assertThat(LineMerge.merge(text, text, nul, Texts.LABELS))
        .isInstanceOf(TextMerge.NotText.class);
  }
}
