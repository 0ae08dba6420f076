package dev.micelio.core.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PatternInvariantsTest {
  /// Every path of up to three of these names, in the order of a tree.
  private static final List<String> PATHS = allPaths("a", "b", "ab", "ba", "a.b", ".b");

  private static List<String> allPaths(String... names) {
    var paths = new ArrayList<>(List.of(names));
    for (int begin = 0, depth = 1; depth < 3; depth++) {
      int end = paths.size();
      for (; begin < end; begin++) {
        for (String name : names) {
          paths.add(paths.get(begin) + "/" + name);
        }
      }
    }
    paths.sort((a, b) -> Arrays.compareUnsigned(key(a), key(b)));
    return paths;
  }

  private static byte[] key(String path) {
    return path.replace('/', '\0').getBytes(UTF_8);
  }

  private static List<String> somePatterns(Random random) {
    var patterns = new ArrayList<String>();
    int count = random.nextInt(6);
    while (patterns.size() < count) {
      boolean takesAway = !patterns.isEmpty() && random.nextInt(3) == 0;
      patterns.add((takesAway ? "!" : "") + somePattern(random));
    }
    return patterns;
  }

  private static String somePattern(Random random) {
    String[] segments = new String[1 + random.nextInt(4)];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = random.nextInt(3) == 0 ? "**" : someName(random);
    }
    return String.join("/", segments);
  }

  private static String someName(Random random) {
    var name = new StringBuilder();
    int length = 1 + random.nextInt(3);
    while (name.length() < length) {
      name.append("ab.**".charAt(random.nextInt(5)));
    }
    String text = name.toString().replaceAll("\\*+", "*");
    return text.equals(".") || text.equals("..") ? "a" : text;
  }

  @Seeds(100)
  void invariant1_aPathMatchesIfTheLastPatternThatMatchesItDoesNotTakeAway(long seed) {
    var patterns = somePatterns(new Random(seed));
    var matcher = Patterns.of(patterns).matcher();
    for (String path : PATHS) {
      boolean expected = NaiveJudge.matches(patterns, path);
      assertThat(matcher.matches(path)).as("%s of %s", path, patterns).isEqualTo(expected);
      assertThat(matcher.matches(key(path))).as("key of %s", path).isEqualTo(expected);
    }
  }

  @Seeds(100)
  void invariant2_aReachOfNoneOrAllHoldsForEveryPathItWasAskedAbout(long seed) {
    var random = new Random(seed);
    var patterns = somePatterns(random);
    var matcher = Patterns.of(patterns).matcher();
    for (int round = 0; round < 60; round++) {
      int from = random.nextInt(PATHS.size());
      int to = Math.min(PATHS.size() - 1, from + random.nextInt(random.nextBoolean() ? 4 : 100));
      byte[] after = from == 0 ? null : key(PATHS.get(from - 1));
      holds(matcher.reach(after, key(PATHS.get(to))), patterns, PATHS.subList(from, to + 1));
    }
    for (String directory : PATHS) {
      var below = PATHS.stream().filter(path -> path.startsWith(directory + "/")).toList();
      holds(matcher.below(directory), patterns, below);
    }
    holds(matcher.below(""), patterns, PATHS);
  }

  private static void holds(Reach reach, List<String> patterns, List<String> paths) {
    var matching = paths.stream().filter(path -> NaiveJudge.matches(patterns, path)).toList();
    switch (reach) {
      case NONE -> assertThat(matching).as("none of %s", patterns).isEmpty();
      case ALL -> assertThat(matching).as("all of %s", patterns).isEqualTo(paths);
      case SOME -> {}
    }
  }

  @Seeds(100)
  void invariant3_everyMatchingPathIsOneOfThePrefixesOrLiesBelowOne(long seed) {
    var patterns = somePatterns(new Random(seed));
    var prefixes = Patterns.of(patterns).prefixes();
    for (String path : PATHS) {
      if (NaiveJudge.matches(patterns, path)) {
        assertThat(prefixes)
            .as("%s of %s", path, patterns)
            .anyMatch(
                prefix -> prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/"));
      }
    }
    assertThat(prefixes.stream().map(PatternInvariantsTest::key).toList())
        .isSortedAccordingTo(Arrays::compareUnsigned);
    for (String one : prefixes) {
      assertThat(prefixes).noneMatch(other -> one.startsWith(other + "/"));
    }
  }

  @Seeds(100)
  void invariant4_everyMatchingFileNameHasOneOfTheEndings(long seed) {
    var random = new Random(seed);
    var patterns = somePatterns(random);
    var matcher = Patterns.of(patterns).matcher();
    for (int round = 0; round < 40; round++) {
      int from = 1 + random.nextInt(PATHS.size() - 1);
      int to = Math.min(PATHS.size() - 1, from + random.nextInt(10));
      var endings = matcher.endings(key(PATHS.get(from - 1)), key(PATHS.get(to)));
      for (String path : PATHS.subList(from, to + 1)) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (NaiveJudge.matches(patterns, path)) {
          assertThat(endings)
              .as("%s of %s", path, patterns)
              .anyMatch(ending ->
                  name.endsWith(ending.tail())
                      && (ending.bare() || name.length() > ending.tail().length()));
        }
      }
    }
  }

  @Test
  void invariant5_hostilePatternsAndPathsCostBoundedTimeAndMemory() {
    String longest = "a".repeat(Pattern.SIZE_BYTES_MAX);
    String stars = "*a".repeat(Pattern.WILDCARDS_MAX) + "b";
    String across = "**/a*/".repeat(Pattern.WILDCARDS_MAX / 2) + "b";
    String deep = "a/".repeat(Pattern.SIZE_BYTES_MAX / 2 - 1) + "c";
    var many = new ArrayList<String>();
    for (int i = 0; many.size() < Patterns.SIZE_BYTES_MAX / 20; i++) {
      many.add("**/*a" + "*" + i + "*a*" + (i + 7) + "*b");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(Patterns.of(List.of(stars)).matcher().matches(longest)).isFalse();
          assertThat(Patterns.of(List.of(stars)).matcher().matches(longest + "b")).isTrue();
          assertThat(Patterns.of(List.of(across)).matcher().matches(deep)).isFalse();
          var matcher = Patterns.of(many).matcher();
          var random = new Random(1);
          for (int i = 0; i < 40; i++) {
            var path = new StringBuilder();
            while (path.length() < Pattern.SIZE_BYTES_MAX) {
              path.append("ab/0123456789".charAt(random.nextInt(13)));
            }
            matcher.matches(path.toString());
            assertThat(matcher.statesRemembered()).isLessThanOrEqualTo(PatternMatcher.STATES_MAX);
          }
        });
  }

  @Seeds(3)
  void invariant5_whatWasForgottenIsLearnedAnew(long seed) {
    var random = new Random(seed);
    var patterns = new ArrayList<String>();
    for (int i = 0; i < 16; i++) {
      String word = "" + (char) ('a' + random.nextInt(3)) + (char) ('a' + random.nextInt(3));
      patterns.add((i % 3 == 2 ? "!" : "") + "*" + word + "*" + (char) ('a' + i % 3) + word + "*");
    }
    var matcher = Patterns.of(patterns).matcher();
    boolean forgot = false;
    for (int i = 0, before = 0; i < 3_000; i++) {
      var path = new StringBuilder();
      while (path.length() < 24) {
        path.append((char) ('a' + random.nextInt(4)));
      }
      assertThat(matcher.matches(path.toString()))
          .as("%s of %s", path, patterns)
          .isEqualTo(NaiveJudge.matches(patterns, path.toString()));
      forgot |= matcher.statesRemembered() < before;
      before = matcher.statesRemembered();
    }
    assertThat(forgot).isTrue();
  }

  @Test
  void invariant6_aListThatIsNotInTheLanguageIsRefusedWithAllItsFaultsAtOnce() {
    var texts = List.of("!a", "src/**", "/b", "c/", "d//e", "f**", "g\\*", "h?", "*.{i,j}", "");
    var problem = catchThrowableOfType(Problem.class, () -> Patterns.of(texts));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
    assertThat(problem.code()).isEqualTo("pattern.malformed");
    assertThat(problem.what())
        .isEqualTo(
            """
            pattern 1 "!a": it takes away, and nothing before it gives; write ** as the first pattern
            pattern 3 "/b": it begins with /; leave that out, for patterns always begin at the top
            pattern 4 "c/": it ends with /; write c/** for everything below that directory
            pattern 5 "d//e": it has an empty, . or .. segment; leave that out
            pattern 6 "f**": it has ** beside other text; write * for a part of a name, or make ** a segment
            pattern 7 "g\\*": it has a \\, which escapes nothing here; write / between segments, or * in place of the character
            pattern 8 "h?": it has a ?, which is not a wildcard here; write *
            pattern 9 "*.{i,j}": it has alternatives in braces; write one pattern for each
            pattern 10 "": it is empty; remove it\
            """);
    assertThat(problem.next()).contains("9 patterns").contains("docs/formats/patterns.md");
    assertThat(Patterns.of(Collections.nCopies(Patterns.COUNT_MAX, "a")).prefixes())
        .containsExactly("a");
    for (var tooMuch :
        List.of(
            Collections.nCopies(Patterns.COUNT_MAX + 1, "a"),
            Collections.nCopies(5, "a".repeat(Pattern.SIZE_BYTES_MAX)),
            List.of("a".repeat(Pattern.SIZE_BYTES_MAX + 1)),
            List.of("*a".repeat(Pattern.WILDCARDS_MAX + 1)),
            List.of("a\0"),
            List.of("a\ud800"),
            List.of("!!a"),
            List.of("a/../b"))) {
      assertThat(catchThrowableOfType(Problem.class, () -> Patterns.of(tooMuch)).code())
          .isEqualTo("pattern.malformed");
    }
  }
}
