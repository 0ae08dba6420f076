package dev.micelio.core.ignore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IgnoreInvariantsTest {
  private static final byte[] TOP = {};

  private static final List<String> PATHS =
      List.of(
          "a",
          "b",
          "ab",
          "a.b",
          "x",
          "-",
          "A",
          " a",
          "a ",
          "#a",
          "!a",
          "é",
          "[",
          "]",
          "*",
          "a\\",
          "aa/a",
          "aa/b",
          "aa/ab/a",
          "aa/ab/aa/b",
          "ba/a",
          "ba/ba/ba/a",
          "ba/x/é",
          "x.d/a/b",
          "x.d/b",
          "[a]/a",
          "**/a");

  private static final List<String> PIECES =
      List.of(
          "a",
          "a",
          "b",
          "b",
          "x",
          "*",
          "*",
          "*",
          "**",
          "**",
          "?",
          "/",
          "/",
          "/",
          "[ab]",
          "[!a]",
          "[^b/]",
          "[a-",
          "[]a]",
          "[a-c]",
          "[b-a]",
          "[[:alpha:]]",
          "[[:foo:]]",
          "[[:a]",
          "[\\]]",
          "[!]]",
          "[-a]",
          "[a-]",
          "\\a",
          "\\*",
          "\\",
          "\\ ",
          " ",
          "#",
          "!",
          ".",
          "é",
          "\\!",
          "\\#",
          "**/",
          "/**",
          "/**/",
          "\t",
          "\r",
          "[[:punct:]x]",
          "[!-~]",
          "\u00ff",
          "\\/");

  @TempDir Path directory;

  @Seeds(1)
  void invariant1_whatIsIgnoredIsWhatGitIgnores(long seed) throws Exception {
    compareWithGit(new Random(seed), 25);
  }

  @Seeds(1)
  @Tag("slow")
  void invariant1_thousandsOfRulesIgnoreWhatGitIgnores(long seed) throws Exception {
    compareWithGit(new Random(seed), 400);
  }

  /// In each of many directories the same files and other rules; some more at the top.
  private void compareWithGit(Random random, int count) throws Exception {
    GitIgnores.begin(directory);
    for (int i = 0; i < count; i++) {
      var below = Files.createDirectory(directory.resolve("d" + i));
      for (String path : PATHS) {
        var file = below.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
      }
      Files.createSymbolicLink(below.resolve("link"), Path.of("aa"));
      Files.writeString(below.resolve(".gitignore"), someRules(random));
      if (random.nextInt(3) == 0) {
        Files.writeString(below.resolve("aa/.gitignore"), someRules(random));
      }
    }
    Files.writeString(
        directory.resolve(".gitignore"), "d1/aa/\nd2/*\n!d2/b\nd3/**/a\n!.gitignore\n");
    assertThat(GitIgnores.ours(directory)).isEqualTo(GitIgnores.git(directory));
  }

  private static String someRules(Random random) {
    var rules = new StringBuilder(random.nextInt(20) == 0 ? "\ufeff" : "");
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      rules.append(random.nextInt(4) == 0 ? "!" : "");
      for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
        rules.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      rules.append(random.nextInt(8) == 0 ? "\r" : "").append(random.nextInt(9) == 0 ? "" : "\n");
    }
    return rules.toString();
  }

  @Test
  void invariant2_theLastRuleThatMatchesDecides() {
    var git = IgnoreFile.parse("g", "*.log\n!keep.log\n".getBytes(UTF_8));
    var mic = IgnoreFile.parse("m", "keep.log\n!x.log\n".getBytes(UTF_8));
    var nearer = IgnoreFile.parse("n", "!a.log\n".getBytes(UTF_8));
    var top = Ignores.NONE.with(TOP, git);
    assertThat(ignored(top, "a.log")).isTrue();
    assertThat(ignored(top, "keep.log")).isFalse();
    var both = top.with(TOP, mic);
    assertThat(ignored(both, "keep.log")).isTrue();
    assertThat(ignored(both, "x.log")).isFalse();
    assertThat(ignored(both, "d/a.log")).isTrue();
    var below = both.with("d".getBytes(UTF_8), nearer);
    assertThat(ignored(below, "d/a.log")).isFalse();
    assertThat(ignored(below, "d/keep.log")).isTrue();
    assertThat(ignored(Ignores.NONE, "a.log")).isFalse();
  }

  private static boolean ignored(Ignores ignores, String path) {
    return ignores.ignores(path.getBytes(UTF_8), false);
  }

  @Test
  void invariant3_hostileRulesTakeBoundedTime() {
    String stars = "a*".repeat(IgnoreFile.LINE_BYTES_MAX / 2 - 1);
    String directories = "**/a*/".repeat(IgnoreFile.LINE_BYTES_MAX / 6 - 1);
    for (String pattern : List.of(stars + "b", "/" + stars, directories + "b")) {
      var ignores = Ignores.NONE.with(TOP, IgnoreFile.parse("hostile", pattern.getBytes(UTF_8)));
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            assertThat(ignored(ignores, "a".repeat(4096))).isEqualTo(pattern.equals("/" + stars));
            assertThat(ignored(ignores, "a/".repeat(2047) + "c")).isFalse();
          });
    }
  }

  @Test
  void invariant4_aFileOfRulesThatIsTooLargeIsRefused() {
    refused(new byte[IgnoreFile.SIZE_BYTES_MAX + 1], "has more than 1048576 bytes");
    refused(
        ("a\n" + "b".repeat(IgnoreFile.LINE_BYTES_MAX + 1)).getBytes(UTF_8),
        "has more than 8192 bytes in line 2");
    byte[] most = "a\n".repeat(IgnoreFile.RULES_MAX).getBytes(UTF_8);
    refused("a\n".repeat(IgnoreFile.RULES_MAX + 1).getBytes(UTF_8), "has more than 10000 rules");
    var ignores = Ignores.NONE;
    for (int i = 0; i < Ignores.RULES_IN_FORCE_MAX / IgnoreFile.RULES_MAX; i++) {
      ignores = ignores.with(TOP, IgnoreFile.parse("file", most));
    }
    var full = ignores;
    var problem =
        catchThrowableOfType(
            Problem.class, () -> full.with(TOP, IgnoreFile.parse("one more", "a".getBytes(UTF_8))));
    assertThat(problem.code()).isEqualTo("ignore.too-large");
    assertThat(problem.what())
        .isEqualTo(
            "with one more there are 50001 ignore rules in force at once, and 50000 are allowed");
  }

  private static void refused(byte[] content, String fault) {
    var problem =
        catchThrowableOfType(Problem.class, () -> IgnoreFile.parse("\"x/.gitignore\"", content));
    assertThat(problem.code()).isEqualTo("ignore.too-large");
    assertThat(problem.what()).isEqualTo("\"x/.gitignore\" " + fault);
  }

  @Test
  void aRuleSpeaksOfNamesThatAreNoText() {
    var ignores =
        Ignores.NONE.with(TOP, IgnoreFile.parse("bytes", "\u00e4*\n".getBytes(ISO_8859_1)));
    assertThat(ignores.ignores("\u00e4.txt".getBytes(ISO_8859_1), false)).isTrue();
    assertThat(ignores.ignores("\u00e4.txt".getBytes(UTF_8), false)).isFalse();
  }

  @Test
  void whatFollowsANulIsNoPartOfARule() {
    var ignores = Ignores.NONE.with(TOP, IgnoreFile.parse("nul", "a\0b\nc \0\n".getBytes(UTF_8)));
    assertThat(ignored(ignores, "a")).isTrue();
    assertThat(ignored(ignores, "c")).isTrue();
  }
}
