package dev.micelio.core.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatternsTest {

  private static Patterns patterns(@Nullable String text) {
    return Patterns.of(text == null ? List.of() : List.of(text.split(" ")));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a                      | a                   | true
          a                      | a/b                 | false
          a                      | b/a                 | false
          a                      | A                   | false
          *                      | a                   | true
          *                      | .a                  | true
          *                      | a/b                 | false
          *.nix                  | flake.nix           | true
          *.nix                  | .nix                | true
          *.nix                  | nix/a.nix           | false
          *.nix                  | flake.nix.bak       | false
          a*c                    | ac                  | true
          a*c                    | abbc                | true
          a*c                    | a/c                 | false
          **                     | a                   | true
          **                     | a/b/c               | true
          a/**                   | a                   | false
          a/**                   | a/b                 | true
          a/**                   | a/b/c               | true
          a/**                   | ab/c                | false
          **/a                   | a                   | true
          **/a                   | b/c/a               | true
          **/a                   | ba                  | false
          **/a                   | a/b                 | false
          a/**/b                 | a/b                 | true
          a/**/b                 | a/c/d/b             | true
          a/**/b                 | a/cb                | false
          **/a/**                | a/b                 | true
          **/a/**                | c/a/b/d             | true
          **/a/**                | c/a                 | false
          **/*                   | a                   | true
          **/*                   | a/b/c               | true
          **/*/**                | a                   | false
          **/*/**                | a/b                 | true
          **/**                  | a                   | true
          */*                    | a/b                 | true
          */*                    | a                   | false
          app/[...slug]/page.tsx | app/[...slug]/page.tsx | true
          app/[abc]/page.tsx     | app/a/page.tsx      | false
          {{name}}/*             | {{name}}/x          | true
          ü*                     | über                | true
          *ü                     | u                   | false
          src/** !src/gen/**     | src/a               | true
          src/** !src/gen/**     | src/gen/a           | false
          ** !a/** a/b           | a/b                 | true
          ** !a/** a/b           | a/c                 | false
          a/b !a/** a/c          | a/b                 | false
                                 | a                   | false
          """)
  void aPathMatchesAPatternOrNot(@Nullable String patterns, String path, boolean expected) {
    assertThat(patterns(patterns).matcher().matches(path)).isEqualTo(expected);
    assertThat(NaiveJudge.matches(patterns(patterns).texts(), path)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} below {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          **                  | ''      | ALL
          **/*                | ''      | ALL
          src/**              | ''      | SOME
          src/**              | src     | ALL
          src/**              | src/a/b | ALL
          src/**              | s       | NONE
          src/**              | srcs    | NONE
          src/*               | src     | SOME
          src/*               | src/a   | NONE
          src/a               | src     | SOME
          src/a               | src/a   | NONE
          **/a/**             | b       | SOME
          **/a/**             | b/a     | ALL
          **/*.nix            | a/b     | SOME
          src/** !src/gen/**  | src     | SOME
          src/** !src/gen/**  | src/a   | ALL
          src/** !src/gen/**  | src/gen | NONE
          ** !a/** a/b/**     | a       | SOME
          ** !a/** a/b/**     | a/b     | ALL
          ** !a/** a/b/**     | a/c     | NONE
          a/b !a/**           | a       | NONE
                              | ''      | NONE
          """)
  void aDirectoryIsPrunedOrTakenAsAWhole(
      @Nullable String patterns, String directory, Reach expected) {
    assertThat(patterns(patterns).matcher().below(directory)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} from {1} to {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          **            |     | z     | ALL
          src/**        |     | a/z   | NONE
          src/**        | a/b | c/d   | NONE
          src/**        | t/a | t/b   | NONE
          src/**        | ra  | s     | NONE
          src/**        | s   | src   | NONE
          src/**        | s   | src/a | SOME
          src/**        | src/a | src/b | ALL
          src/**        | src/a | srd | SOME
          src/m         | src/a | src/k | NONE
          src/m         | src/a | src/n | SOME
          src/m         | src/l | src/m | SOME
          src/m         | src/m | src/z | NONE
          src/lib/**    | src/g | src/z | SOME
          src/lib/**    | src/m | src/z | NONE
          **/*.nix      | a     | b     | SOME
          """)
  void aRangeOfPathsIsPrunedOrTakenAsAWhole(
      String patterns, @Nullable String after, String last, Reach expected) {
    byte[] low = after == null ? null : after.replace('/', '\0').getBytes(UTF_8);
    byte[] high = last.replace('/', '\0').getBytes(UTF_8);
    assertThat(patterns(patterns).matcher().reach(low, high)).isEqualTo(expected);
  }

  @Test
  void theVectorsOfTheLanguageHold() throws IOException {
    var page = Files.readAllLines(Path.of("../docs/formats/patterns.md"));
    int checked = 0;
    for (String row : page.subList(page.indexOf("| --- | --- | --- |") + 1, page.size())) {
      var cells = List.of(row.split("\\|", -1));
      var matcher = Patterns.of(quoted(cells.get(1))).matcher();
      assertThat(quoted(cells.get(2))).as(row).allMatch(matcher::matches);
      assertThat(quoted(cells.get(3))).as(row).noneMatch(matcher::matches);
      checked++;
    }
    assertThat(checked).isEqualTo(14);
  }

  private static List<String> quoted(String cell) {
    return java.util.regex.Pattern.compile("`([^`]*)`")
        .matcher(cell)
        .results()
        .map(r -> r.group(1))
        .toList();
  }

  @Test
  void theLiteralBeginningsCoverWhatMatches() {
    assertThat(patterns("src/** flake.nix nix/*.nix src/a docs/*/x").prefixes())
        .containsExactly("docs", "flake.nix", "nix", "src");
    assertThat(patterns("src/** **/*.nix").prefixes()).containsExactly("");
    assertThat(patterns("src/** !src/a/**").prefixes()).containsExactly("src");
    assertThat(patterns("a/** a.b/** a/b/**").prefixes()).containsExactly("a", "a.b");
    assertThat(Patterns.of(List.of()).prefixes()).isEmpty();
  }

  @Test
  void endingsAreThoseOfThePatternsThatAreStillInQuestion() {
    var matcher = patterns("Makefile src/**/*.java src/f*.x nix/** !src/a/**").matcher();
    assertThat(matcher.endings(null, new byte[] {'z'}))
        .containsExactlyInAnyOrder(
            new Ending("Makefile", true),
            new Ending(".java", true),
            new Ending(".x", false),
            Ending.ANY);
    assertThat(matcher.endings("src\0b".getBytes(UTF_8), "src\0z".getBytes(UTF_8)))
        .containsExactlyInAnyOrder(new Ending(".java", true), new Ending(".x", false));
  }

  @Test
  void listsAreEqualByTheirTexts() {
    assertThat(patterns("a b")).isEqualTo(patterns("a b")).hasSameHashCodeAs(patterns("a b"));
    assertThat(patterns("a b")).isNotEqualTo(patterns("b a"));
    assertThat(patterns("a b")).hasToString("[a, b]");
  }
}
