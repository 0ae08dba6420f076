package dev.micelio.gate.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.testkit.Seeds;
import dev.micelio.gate.lint.Warning.Word;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.testkit.NumberedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LintInvariantsTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.root", ".."), "docs/policy.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| .* \\|$");
  private static final String CHAPTER = "## Warnings";

  /// Two of everything, for a year from 2026-01-01.
  private static final String CALM =
      """
      [project]
      id = "0f8fad5bd9cb469fa16570867728950e"
      [check.unit]
      inputs = ["src/**"]
      [gate]
      require = ["unit"]
      owners = { of = ["a", "b"], need = 1 }
      max-age = "30d"
      """
          + NumberedKeys.principal("a", 1, "check", "endorse")
          + NumberedKeys.principal("b", 2, "check", "endorse");

  private static Policy policy(String text) {
    return PolicyFile.read(text.getBytes(UTF_8)).orProblem("mic.toml");
  }

  private static List<Warning> warnings(String text, String day) {
    return PolicyLint.of(
        policy(text), LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
  }

  private static List<String> words(String text, String day) {
    return warnings(text, day).stream().map(each -> each.word().text()).distinct().toList();
  }

  @Test
  void invariant1_everyWordStandsInThePageAndEveryWordThereIsOne() throws IOException {
    String page = Files.readString(PAGE);
    String chapter = page.substring(page.indexOf(CHAPTER) + CHAPTER.length());
    int end = chapter.indexOf("\n## ");
    var rows = ROW.matcher(end < 0 ? chapter : chapter.substring(0, end));
    var told = rows.results().map(row -> row.group(1)).toList();
    assertThat(told)
        .containsExactlyElementsOf(Arrays.stream(Word.values()).map(Word::text).toList());
  }

  @Test
  void aCalmPolicyHasNoWarning() {
    assertThat(warnings(CALM, "2026-06-01")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-gate              | (?s)\\[gate\\].*?(?=\\[principal) |                                         | 2026-06-01
          no-owners            | owners = .*                       |                                         | 2026-06-01
          owners-one-loss      | \\["a", "b"\\], need = 1          | ["a"], need = 1                         | 2026-06-01
          owners-one-loss      | need = 1                          | need = 2                                | 2026-06-01
          signers-one-loss     | max-age                           | signers = 2⏎max-age                     | 2026-06-01
          no-max-age           | max-age = "30d"                   |                                         | 2026-06-01
          sandbox-off          | max-age                           | sandbox = "off"⏎max-age                 | 2026-06-01
          isolation-any        | max-age                           | isolation = "any"⏎max-age               | 2026-06-01
          substituted          | max-age                           | substituted = true⏎max-age              | 2026-06-01
          whole-tree           | src/\\*\\*                        | **                                      | 2026-06-01
          whole-tree           | "src/\\*\\*"                      | "**", "!mic.toml"                       | 2026-06-01
          check-unused         | \\[gate\\]                        | [check.more]⏎inputs = ["a"]⏎[gate]      | 2026-06-01
          """)
  void aWordIsToldOfAPolicyThatDeservesIt(String word, String what, String with, String day) {
    String text = CALM.replaceFirst(what, with == null ? "" : with.replace("⏎", "\n"));
    assertThat(words(text, day)).contains(word);
    assertThat(words(CALM, "2026-06-01")).doesNotContain(word);
  }

  @Test
  void invariant2_eachWordIsToldAndNoMoreWhenWhatItSaysIsDone() {
    var told = new TreeSet<String>();
    String third = NumberedKeys.principal("c", 3, "check", "endorse");
    var before =
        List.of(
            // what is wrong, and what mends it
            List.of(CALM.replace("\"a\", \"b\"", "\"a\""), CALM),
            List.of(CALM.replace("need = 1", "need = 2"), grown(third)),
            List.of(
                CALM.replace("[gate]\n", "[gate]\nsigners = 2\n"),
                CALM.replace("[gate]\n", "[gate]\nsigners = 2\n") + third),
            List.of(CALM.replaceAll("owners = .*\n", ""), CALM),
            List.of(CALM.replaceAll("max-age = .*\n", ""), CALM),
            List.of(CALM.replace("[gate]\n", "[gate]\nsandbox = \"off\"\n"), CALM),
            List.of(CALM.replace("[gate]\n", "[gate]\nisolation = \"any\"\n"), CALM),
            List.of(CALM.replace("[gate]\n", "[gate]\nsubstituted = true\n"), CALM),
            List.of(CALM.replace("src/**", "**"), CALM),
            List.of(CALM.replace("require = [\"unit\"]", "require = []"), CALM),
            List.of(CALM.replaceAll("(?s)\\[gate\\].*?(?=\\[principal)", ""), CALM),
            List.of(CALM + NumberedKeys.principal("idle", 4, "reexec"), CALM),
            List.of(CALM + NumberedKeys.principal("gone", 4, "check") + revoked(4), CALM),
            List.of(CALM + between("old", 5, "2025-01-01", "2026-05-01"), CALM),
            List.of(CALM + between("late", 5, "2026-07-01", "2027-05-01"), CALM),
            List.of(CALM + between("near", 5, "2026-01-01", "2026-06-30"), CALM),
            List.of(CALM.replaceAll("2027-01-01", "2026-05-01"), CALM));
    for (var pair : before) {
      var mended = words(pair.getLast(), "2026-06-01");
      var wrong = new ArrayList<>(words(pair.getFirst(), "2026-06-01"));
      wrong.removeAll(mended);
      assertThat(wrong).as(pair.getFirst()).isNotEmpty();
      assertThat(mended).as(pair.getLast()).doesNotContainAnyElementsOf(wrong);
      told.addAll(wrong);
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Word.values()).map(Word::text).collect(Collectors.toSet()));
  }

  /// With three owners of whom two are needed.
  private static String grown(String third) {
    return CALM.replace("\"a\", \"b\"], need = 1", "\"a\", \"b\", \"c\"], need = 2") + third;
  }

  private static String revoked(int number) {
    return "[[revoke]]\nkey = \"" + NumberedKeys.keyId(number) + "\"\nafter = 0\n";
  }

  private static String between(String name, int number, String from, String until) {
    return NumberedKeys.principal(name, number, "check", "endorse")
        .replace("2026-01-01", from)
        .replace("2027-01-01", until);
  }

  /// Against the policy in which whoever loses a key has none that counts.
  @Seeds
  void invariant3_aLossIsToldExactlyWhereThePolicyWithoutTheirKeysFallsShort(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      int people = 1 + random.nextInt(5);
      var able = new ArrayList<String>();
      var principals = new StringBuilder();
      for (int i = 0; i < people; i++) {
        boolean counts = random.nextInt(4) > 0;
        able.add(counts ? "able" : "late");
        principals.append(
            between(
                "p" + i,
                i + 1,
                counts ? "2026-01-01" : "2026-07-01",
                counts ? "2027-01-01" : "2028-01-01"));
      }
      int need = 1 + random.nextInt(people);
      String text =
          """
          [project]
          id = "0f8fad5bd9cb469fa16570867728950e"
          [gate]
          owners = { of = [%s], need = %d }
          """
                  .formatted(
                      IntStream.range(0, people)
                          .mapToObj(i -> "\"p" + i + "\"")
                          .collect(Collectors.joining(", ")),
                      need)
              + principals;
      long counting = able.stream().filter("able"::equals).count();
      var words = words(text, "2026-06-01");
      assertThat(words.contains("owners-out-of-reach")).as(text).isEqualTo(counting < need);
      assertThat(words.contains("owners-one-loss"))
          .as(text)
          .isEqualTo(counting >= need && counting - 1 < need);
    }
  }

  @Test
  void orgsAreCountedAsOrgs() {
    String text =
        CALM.replace("[gate]\n", "[gate]\nsigners = { need = 2, distinct = \"org\" }\n")
                .replace("kind = \"human\"", "kind = \"human\"\norg = \"acme\"")
            + NumberedKeys.principal("c", 3, "check", "endorse")
                .replace("kind = \"human\"", "kind = \"human\"\norg = \"other\"");
    assertThat(warnings(text, "2026-06-01"))
        .anySatisfy(warning -> {
          assertThat(warning.word()).isEqualTo(Word.SIGNERS_ONE_LOSS);
          assertThat(warning.what())
              .contains("need 2 different orgs, and 3 can sign today: when \"c\" can sign no more");
        });
  }
}
