package dev.micelio.core.merge.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineMergeInvariantsTest {
  private static final int ROUNDS = 100;

  @Seeds
  void invariant1_editsThatDoNotMeetAreAllMade(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var base = Texts.unique(1 + random.nextInt(60));
      if (random.nextInt(3) == 0) {
        base.set(base.size() - 1, "the last line, without a line feed");
      }
      var ours = new ArrayList<String>();
      var theirs = new ArrayList<String>();
      var expected = new ArrayList<String>();
      for (int at = 0; at < base.size(); ) {
        int drop = Math.min(base.size() - at, random.nextInt(3));
        var was = base.subList(at, at + drop);
        var becomes = new ArrayList<String>();
        for (int add = random.nextInt(3); add > 0; add--) {
          becomes.add("new at " + at + ", " + add + "\n");
        }
        int who = random.nextInt(4);
        ours.addAll(who == 1 || who == 3 ? becomes : was);
        theirs.addAll(who == 2 || who == 3 ? becomes : was);
        expected.addAll(who == 0 ? was : becomes);
        at += drop;
        if (at < base.size()) { // what keeps this edit and the next one apart
          ours.add(base.get(at));
          theirs.add(base.get(at));
          expected.add(base.get(at));
          at++;
        }
      }
      var merge = Texts.merge(base, ours, theirs);
      assertThat(merge).isInstanceOf(TextMerge.Clean.class);
      assertThat(Texts.labelled(merge)).isEqualTo(String.join("", expected));
    }
  }

  @Seeds
  void invariant2_noLineThatASideAddedIsLost(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var base = someBase(random);
      var ours = Texts.edited(random, base, random.nextInt(6), "ours");
      var theirs = Texts.edited(random, base, random.nextInt(6), "theirs");
      var merge = Texts.merge(base, ours, theirs);
      var merged = Texts.lines(Texts.labelled(merge).getBytes(US_ASCII));
      assertThat(only(merged, "ours ")).isEqualTo(only(ours, "ours "));
      assertThat(only(merged, "theirs ")).isEqualTo(only(theirs, "theirs "));
      assertThat(merged).containsAll(only(ours, "both ")).containsAll(only(theirs, "both "));
      if (merge instanceof TextMerge.Clean && new HashSet<>(base).size() == base.size()) {
        assertSumOfBothSides(base, ours, theirs, merged);
      }
    }
  }

  /// Of each line a clean merge has as many as the base, plus what either side added, minus what
  /// either deleted; what both deleted may count once or twice.
  private static void assertSumOfBothSides(
      List<String> base, List<String> ours, List<String> theirs, List<String> merged) {
    for (String line : base) {
      int was = Collections.frequency(base, line);
      int byOurs = Collections.frequency(ours, line) - was;
      int byTheirs = Collections.frequency(theirs, line) - was;
      assertThat(Collections.frequency(merged, line))
          .isBetween(was + byOurs + byTheirs, was + Math.min(byOurs, byTheirs));
    }
  }

  private static List<String> someBase(Random random) {
    int size = random.nextInt(60);
    return random.nextBoolean()
        ? Texts.unique(size)
        : Texts.frequent(random, size, 2 + random.nextInt(5));
  }

  private static List<String> only(List<String> lines, String mark) {
    return lines.stream().filter(line -> line.startsWith(mark)).toList();
  }

  @Seeds
  void invariant3_exchangingTheSidesChangesNothingThatIsAgreed(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var base = someBase(random);
      var ours = mixed(random, base);
      var theirs = mixed(random, base);
      var merge = Texts.merge(base, ours, theirs);
      var exchanged = Texts.merge(base, theirs, ours);
      switch (merge) {
        case TextMerge.Clean(_) ->
            assertThat(Texts.labelled(exchanged)).isEqualTo(Texts.labelled(merge));
        case TextMerge.Conflicted(_, var hunks) ->
            assertThat(((TextMerge.Conflicted) exchanged).hunks())
                .isEqualTo(
                    hunks.stream()
                        .map(hunk ->
                            new Hunk(
                                hunk.marked(),
                                hunk.base(),
                                /* ours= */ hunk.theirs(),
                                /* theirs= */ hunk.ours()))
                        .toList());
        case TextMerge.NotText() -> throw new AssertionError("this is text");
      }
    }
  }

  /// Edits that also move and repeat lines that are there already.
  private static List<String> mixed(Random random, List<String> base) {
    var text = new ArrayList<>(Texts.edited(random, base, random.nextInt(3), "new"));
    for (int i = random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
      text.add(random.nextInt(text.size()), text.get(random.nextInt(text.size())));
    }
    return text;
  }

  @Seeds
  void invariant4_aSideCanBeToldFromTheMarkedText(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var base = Texts.unique(random.nextInt(30));
      var ours = Texts.edited(random, base, 1 + random.nextInt(6), "ours");
      var theirs = Texts.edited(random, base, 1 + random.nextInt(6), "theirs");
      var merge = Texts.merge(base, ours, theirs);
      var naive = new NaiveMerge(base, ours, theirs);
      assertThat(Texts.taking('<', merge)).isEqualTo(naive.takingOurs);
      assertThat(Texts.taking('>', merge)).isEqualTo(naive.takingTheirs);
      var hunks = merge instanceof TextMerge.Conflicted(_, var found) ? found : List.<Hunk>of();
      assertThat(hunks.stream().map(Hunk::base)).isEqualTo(naive.conflicts);
      var marked = Texts.lines(Texts.labelled(merge).getBytes(US_ASCII));
      for (var hunk : hunks) {
        int first = hunk.marked().first() - 1;
        assertThat(marked.get(first)).isEqualTo("<<<<<<< ours\n");
        assertThat(marked.get(first + hunk.marked().count() - 1)).isEqualTo(">>>>>>> theirs\n");
        assertThat(marked.subList(first + 1, first + 1 + hunk.ours().count()))
            .isEqualTo(
                ours.subList(
                    hunk.ours().first() - 1, hunk.ours().first() - 1 + hunk.ours().count()));
      }
    }
  }

  @Test
  void invariant5_hostileTextsAreMergedInBoundedTimeAndSpace() {
    var random = new Random(5);
    var empty = "\n".repeat(LineMerge.SIZE_BYTES_MAX);
    hostile("equal lines", empty, empty.substring(9), "x" + empty.substring(1));
    hostile("two letters", letters(random, 2), letters(random, 2), letters(random, 2));
    hostile("twenty letters", letters(random, 20), letters(random, 20), letters(random, 20));
    hostile("nothing in common", numbers("a", 0), numbers("b", 0), numbers("c", 0));
    hostile("shuffled", shuffled(random, 1), shuffled(random, 1), shuffled(random, 1));
    hostile("shuffled pairs", shuffled(random, 2), shuffled(random, 2), shuffled(random, 2));
    hostile(
        "as frequent as may be", shuffled(random, 64), shuffled(random, 64), letters(random, 9));
    hostile("turned round", numbers("", 1), numbers("", -1), numbers("", -2));
    hostile("equal hashes", collisions(random), collisions(random), collisions(random));
    var scattered = numbers("", 1);
    hostile(
        "a hunk for every other line",
        scattered,
        scattered.replaceAll("2\n", "two\n"),
        scattered.replaceAll("2\n", "zwei\n"));
  }

  private static void hostile(String what, String base, String ours, String theirs) {
    var sides =
        List.of(base.getBytes(US_ASCII), ours.getBytes(US_ASCII), theirs.getBytes(US_ASCII));
    var merge =
        assertTimeout(
            Duration.ofSeconds(20),
            () -> LineMerge.merge(sides.get(0), sides.get(1), sides.get(2), Texts.LABELS),
            what);
    assertThat(merge).as(what).isNotInstanceOf(TextMerge.NotText.class);
    assertThat(Texts.labelled(merge).length())
        .as(what)
        .isLessThan(3 * LineMerge.SIZE_BYTES_MAX + LineMerge.HUNKS_MAX * 4 * 300);
    var again = LineMerge.merge(sides.get(0), sides.get(1), sides.get(2), Texts.LABELS);
    assertThat(Texts.labelled(again).equals(Texts.labelled(merge))).as(what).isTrue();
  }

  private static String letters(Random random, int alphabet) {
    return String.join("", Texts.frequent(random, LineMerge.SIZE_BYTES_MAX / 2, alphabet));
  }

  private static String numbers(String before, int direction) {
    return IntStream.range(0, 100_000)
        .mapToObj(i -> before + (direction < 0 ? 100_000 - i * -direction : i) + "\n")
        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
        .toString();
  }

  private static String shuffled(Random random, int times) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 128_000; i++) {
      lines.add(i / times + "\n");
    }
    Collections.shuffle(lines, random);
    return String.join("", lines);
  }

  /// `Aa` and `BB` have one hash, and so has whatever is put together from them.
  private static String collisions(Random random) {
    var text = new StringBuilder();
    while (text.length() < LineMerge.SIZE_BYTES_MAX - 40) {
      for (int i = 0; i < 16; i++) {
        text.append(random.nextBoolean() ? "Aa" : "BB");
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Seeds
  void invariant6_bytesAreKeptAsTheyAre(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] base = someBytes(random);
      byte[] side = someBytes(random);
      assertMerged(base, side, base, side);
      assertMerged(base, base, side, side);
      assertMerged(base, side, side, side);
      assertMerged(base, base, base, base);
    }
  }

  private static byte[] someBytes(Random random) {
    byte[] some = {'a', 'b', '\r', '\n', '\n', (byte) 0xff, (byte) 0xc3, 1};
    var bytes = new byte[random.nextInt(30)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = some[random.nextInt(some.length)];
    }
    return bytes;
  }

  private static void assertMerged(byte[] base, byte[] ours, byte[] theirs, byte[] expected) {
    Predicate<TextMerge> equal =
        merge -> merge instanceof TextMerge.Clean(var bytes) && Arrays.equals(bytes, expected);
    assertThat(LineMerge.merge(base, ours, theirs, Texts.LABELS)).matches(equal);
  }
}
