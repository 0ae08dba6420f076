package dev.micelio.core.merge.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineDiffTest {
  private static List<Edit> diff(List<String> before, List<String> after) {
    var vocabulary = new Text.Vocabulary();
    var first = vocabulary.cut(Texts.bytes(before));
    var second = vocabulary.cut(Texts.bytes(after));
    return LineDiff.between(first, second, vocabulary);
  }

  @Seeds
  void theEditsMadeInTheOldTextGiveTheNewOne(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      var before = Texts.frequent(random, random.nextInt(80), 1 + random.nextInt(12));
      var after =
          random.nextBoolean()
              ? Texts.edited(random, before, random.nextInt(8), "new")
              : Texts.frequent(random, random.nextInt(80), 1 + random.nextInt(12));
      var made = new ArrayList<String>();
      int behind = 0;
      for (var edit : diff(before, after)) {
        assertThat(edit.beforeBegin() > behind || behind == 0).as("a kept line between").isTrue();
        made.addAll(before.subList(behind, edit.beforeBegin()));
        assertThat(made).hasSize(edit.afterBegin());
        made.addAll(after.subList(edit.afterBegin(), edit.afterEnd()));
        behind = edit.beforeEnd();
      }
      made.addAll(before.subList(behind, before.size()));
      assertThat(made).isEqualTo(after);
    }
  }

  @Seeds(6)
  void whereEveryLineIsFrequentTheShortestEditIsFound(long seed) {
    var random = new Random(seed);
    var before = Texts.frequent(random, 600, 3);
    var after = Texts.frequent(random, 500 + random.nextInt(200), 3);
    int changed =
        diff(before, after).stream()
            .mapToInt(
                edit -> edit.beforeEnd() - edit.beforeBegin() + edit.afterEnd() - edit.afterBegin())
            .sum();
    assertThat(changed).isEqualTo(before.size() + after.size() - 2 * longestCommon(before, after));
  }

  private static int longestCommon(List<String> one, List<String> other) {
    var row = new int[other.size() + 1];
    for (String line : one) {
      int diagonal = 0;
      for (int j = 1; j <= other.size(); j++) {
        int above = row[j];
        row[j] = line.equals(other.get(j - 1)) ? diagonal + 1 : Math.max(row[j], row[j - 1]);
        diagonal = above;
      }
    }
    return row[other.size()];
  }

  @Test
  void theRarestLineDecidesEvenAgainstALongerRun() {
    var before = List.of("}\n", "}\n", "rare\n", "x\n");
    var after = List.of("y\n", "rare\n", "}\n", "}\n", "z\n");
    assertThat(diff(before, after)).containsExactly(new Edit(0, 2, 0, 1), new Edit(3, 4, 2, 5));
  }

  @Test
  void whatCouldLieFurtherDownDoes() {
    var before = List.of("a\n", "x\n", "x\n", "b\n");
    var after = List.of("a\n", "x\n", "x\n", "x\n", "b\n");
    assertThat(diff(before, after)).containsExactly(new Edit(3, 3, 3, 4));
    assertThat(diff(after, before)).containsExactly(new Edit(3, 4, 3, 3));
  }
}
