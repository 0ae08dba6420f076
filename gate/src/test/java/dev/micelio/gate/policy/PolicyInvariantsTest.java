package dev.micelio.gate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyInvariantsTest {
  private static final int MUTATIONS = 60;

  /// Far more than is needed in proportion to a mebibyte, far less than its square.
  private static final Duration LONG = Duration.ofSeconds(20);

  @Seeds
  void invariant1_anyBytesAreReadOrRefused(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      assertThat(PolicyFile.read(bytes)).isNotNull();
    }
  }

  @Seeds
  void invariant1_anyMutationIsReadOrRefused(long seed) {
    var random = new Random(seed);
    byte[] golden = PublicVectors.bytes("policy.toml");
    byte[] whole = Policies.WHOLE.getBytes(UTF_8);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutant = (random.nextBoolean() ? golden : whole).clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        int from = random.nextInt(mutant.length);
        int to = random.nextInt(mutant.length);
        int length = Math.min(random.nextInt(30), mutant.length - Math.max(from, to));
        System.arraycopy(mutant, from, mutant, to, length);
      }
      assertThat(PolicyFile.read(mutant)).isNotNull();
    }
  }

  @Seeds
  void invariant1_anyValueAnywhereIsReadOrRefused(long seed) {
    var random = new Random(seed);
    var values =
        List.of(
            "1",
            "-1",
            "0",
            "true",
            "\"\"",
            "\"a\"",
            "[]",
            "[1]",
            "[\"\"]",
            "[[]]",
            "{}",
            "[{}]",
            "2026-01-01",
            "1e999",
            "nan",
            "99999999999999999999",
            "{ a = 1 }",
            "\"\\u0000\"",
            "\"\\uD800\"",
            "[\"**\"]",
            "\"2026-01-01\"");
    var lines = Policies.WHOLE.lines().toList();
    for (int i = 0; i < MUTATIONS; i++) {
      int changed = random.nextInt(lines.size());
      var text = new StringBuilder();
      for (int line = 0; line < lines.size(); line++) {
        int equals = lines.get(line).indexOf(" = ");
        boolean whole = line == changed && equals > 0 && !lines.get(line).startsWith(" ");
        text.append(
                whole
                    ? lines.get(line).substring(0, equals + 3)
                        + values.get(random.nextInt(values.size()))
                    : lines.get(line))
            .append('\n');
      }
      assertThat(Policies.read(text.toString())).isNotNull();
    }
  }

  @Test
  void invariant2_allFaultsAreToldAtOnceInTheOrderOfTheFile() {
    assertThat(
            Policies.faults(
                """
                [project]
                id = "0F"
                version = 0
                [check.Unit]
                inputs = ["src/", "a", "!b?"]
                timeout = "20"
                run = "make"
                [check.fmt]
                attr = "checks..fmt"
                systems = ["x86_64"]
                tools = ["git"]
                [gate]
                require = ["fmt", "fmt", "unitt", 3]
                sandbox = "On"
                max-age = 30
                nix = "2.8"
                attempts = -1
                [[gate.paths]]
                match = []
                [principal.pedro]
                kind = "man"
                keys = [{ ed25519 = "AAAA", use = [], from = "2026-13-01" }]
                [[revoke]]
                key = "00"
                """))
        .containsExactly(
            "2:6: id of [project] is \"0F\"; write the project's id, 32 hexadecimal digits in lower"
                + " case: [project] and below it id = \"…\"",
            "3:11: version of [project] is 0; write a number from 1 to 1000000000",
            "4:8: a check is called \"Unit\"; use 1 to 64 of a-z, 0-9, . _ and -, a letter or digit"
                + " first",
            "5:11: inputs of check \"Unit\" has \"src/\": it ends with /; write src/** for"
                + " everything below that directory; correct it; docs/formats/patterns.md has the"
                + " whole language",
            "5:24: inputs of check \"Unit\" has \"!b?\": it has a ?, which is not a wildcard here;"
                + " write *; correct it; docs/formats/patterns.md has the whole language",
            "6:11: timeout of check \"Unit\" is \"20\"; write a whole number and s, m, h or d, such"
                + " as 20m; at most 7d",
            "7:7: run of check \"Unit\" is a text; write a list of texts",
            "9:8: attr of check \"fmt\" is \"checks..fmt\"; write names with dots between them, such"
                + " as checks.{system}.unit, and a name with a dot in it in double quotes",
            "10:12: systems of check \"fmt\" has \"x86_64\"; write systems as Nix does, such as"
                + " x86_64-linux",
            "11:9: tools of check \"fmt\" is for commands, and this is a Nix check; remove it, or"
                + " say with run which command to run",
            "13:19: require of [gate] has \"fmt\" twice; remove one of them",
            "13:26: require of [gate] names \"unitt\", which is no check of this file; write"
                + " \"Unit\" if that is meant, or remove it",
            "13:35: require of [gate] has a whole number in it; write texts in quotes",
            "14:11: sandbox of [gate] is \"On\"; write one of \"on\", \"relaxed\", \"off\"",
            "15:11: max-age of [gate] is a whole number; write a text in quotes",
            "16:7: nix of [gate] is \"2.8\"; write bounds with commas between them, such as"
                + " >=2.34.7 or >=2.34.7, <3",
            "17:12: attempts of [gate] is -1; write a number from 0 to 1000000",
            "18:1: [[gate.paths]] asks for nothing; add require or signers, or remove it",
            "19:9: match of [[gate.paths]] names no pattern; write at least one",
            "21:8: kind of principal \"pedro\" is \"man\"; write one of \"human\", \"runner\","
                + " \"agent\", \"forge\"",
            "22:9: a key of principal \"pedro\" has no until; write a date from 1970 on as"
                + " YYYY-MM-DD, such as 2026-01-31",
            "22:21: ed25519 of a key of principal \"pedro\" is no Ed25519 key; write the 32 bytes of"
                + " the public key in base64, 44 characters",
            "22:35: use of a key of principal \"pedro\" names no use; write what it may sign, such"
                + " as [\"check\"]",
            "22:46: from of a key of principal \"pedro\" is \"2026-13-01\"; write a date from 1970 on"
                + " as YYYY-MM-DD, such as 2026-01-31",
            "23:1: [[revoke]] has no after; write the landing position behind which the key counts"
                + " no more",
            "24:7: key of [[revoke]] is \"00\"; write 64 hexadecimal digits in lower case");
  }

  @Test
  void invariant2_aProblemNamesTheFileAndEveryPlace() {
    assertThatThrownBy(() -> Policies.read("[project]\nid = 1\n[x]\n").orProblem("a/mic.toml"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("policy.invalid");
              assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
              assertThat(problem.what().lines())
                  .hasSize(2)
                  .allMatch(line -> line.startsWith("a/mic.toml:"));
              assertThat(problem.next()).startsWith("correct these 2 places of a/mic.toml");
            });
  }

  @Test
  void invariant2_noMoreFaultsAreToldThanTheBound() {
    var text = new StringBuilder(Policies.PROJECT);
    for (int i = 0; i < 10_000; i++) {
      text.append('k').append(i).append(" = 1\n");
    }
    assertThat(Policies.faults(text.toString())).hasSize(PolicyFile.FAULTS_MAX);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [chek.unit]                       | 3:2: the file has no key "chek"; write "check" if that is meant, or remove it
          [gate]~requires = []              | 4:1: [gate] has no key "requires"; write "require" if that is meant, or remove it
          [gate]~maxage = "1d"              | 4:1: [gate] has no key "maxage"; write "max-age" if that is meant, or remove it
          [check.a]~input = ["**"]          | 4:1: check "a" has no key "input"; write "inputs" if that is meant, or remove it
          [gate]~spot = {rate = 1, fisrt=2} | 4:19: spot of [gate] has no key "fisrt"; write "first" if that is meant, or remove it
          [[revoke]]~kid = ""~after = 1     | 4:1: [[revoke]] has no key "kid"; use one of ["key", "after", "reason"], or remove it
          """)
  void invariant3_anUnknownKeyIsToldWithTheNearest(String text, String fault) {
    assertThat(Policies.faults(Policies.PROJECT + text.replace("~", "\n"))).contains(fault);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signers = 1                                        |
          signers = 2                                        |
          signers = 3                                        | is 3, and 2 principals have
          signers = 0                                        | is 0; write a number from 1
          signers = { need = 2, distinct = "machine" }       |
          signers = { need = 1, distinct = "org" }           |
          signers = { need = 2, distinct = "org" }           | is 2, and 1 orgs have
          signers = { distinct = "org" }                     | has no need
          owners = { of = ["o"] }                            |
          owners = { of = ["o", "r"], need = 1 }             |
          owners = { of = ["o", "r"], need = 2 }             | is 2, and 1 owners have
          owners = { of = ["o", "o"], need = 2 }             | twice
          owners = { of = ["o"], need = 0 }                  | is 0
          owners = { of = [] }                               | names nobody
          owners = { need = 1 }                              | has no of
          """)
  void invariant4_aNeedIsWithinThoseWhoCanMeetIt(String line, String fault) {
    String text =
        Policies.PROJECT
            + Policies.principal("o", 1, "endorse")
            + Policies.principal("r", 2, "check").replace("kind", "org = \"acme\"\nkind")
            + Policies.principal("s", 3, "check")
            + "[gate]\n"
            + line;
    if (fault == null) {
      assertThat(Policies.faults(text)).isEmpty();
    } else {
      assertThat(Policies.faults(text)).anyMatch(told -> told.contains(fault));
    }
  }

  @Test
  void invariant4_aRequiredResultNeedsSomebodyWhoMaySignIt() {
    String text = Policies.PROJECT + "[check.a]\n[gate]\nrequire = [\"a\"]\n";
    assertThat(Policies.faults(text)).anyMatch(fault -> fault.contains("no principal may sign"));
    assertThat(Policies.faults(text + Policies.principal("o", 1, "endorse"))).hasSize(1);
    assertThat(Policies.faults(text + Policies.principal("o", 1, "check"))).isEmpty();
  }

  @Test
  void invariant5_oneRawKeyStandsOnce() {
    String one = Policies.PROJECT + Policies.principal("a", 1, "check");
    String taken = "is the key of principal \"a\" already";
    assertThat(Policies.faults(one + Policies.principal("b", 1, "endorse")))
        .singleElement()
        .asString()
        .startsWith("8:21: ")
        .contains(taken);
    String inOpenSsh =
        Policies.principal("b", 1, "check")
            .replace("ed25519 = \"" + Policies.base64(1), "ssh = \"" + Policies.ssh(1));
    assertThat(Policies.faults(one + inOpenSsh)).singleElement().asString().contains(taken);
    String key = "{ ed25519 = \"" + Policies.base64(1) + "\", use = [\"check\"], from = ";
    String twice =
        Policies.PROJECT
            + "[principal.a]\nkind = \"human\"\nkeys = ["
            + key
            + "2026-01-01, until = 2027-01-01 },"
            + key
            + "2027-01-01, until = 2028-01-01 }]\n";
    assertThat(Policies.faults(twice)).singleElement().asString().contains(taken);
    assertThat(Policies.faults(one + Policies.principal("b", 2, "check"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [gate]~require = ["b"]                                             | names "b", which is no check
          [[gate.paths]]~match = ["**"]~require = ["b"]                      | names "b", which is no check
          [gate]~owners = { of = ["nobody"] }                                | names "nobody", which is no principal
          [[revoke]]~after = 1~key = "0000000000000000000000000000000000000000000000000000000000000000" | is the id of no key in this file
          """)
  void invariant6_whatIsNamedMustBeThere(String text, String fault) {
    assertThat(
            Policies.faults(
                Policies.PROJECT
                    + "[check.a]\n"
                    + Policies.principal("o", 1, "endorse")
                    + text.replace("~", "\n")))
        .anyMatch(told -> told.contains(fault));
  }

  @Test
  void invariant6_aKeyIsRevokedOnce() {
    String revoke = "[[revoke]]\nafter = 1\nkey = \"" + Policies.keyId(1) + "\"\n";
    String one = Policies.PROJECT + Policies.principal("o", 1, "endorse") + revoke;
    assertThat(Policies.faults(one)).isEmpty();
    assertThat(Policies.faults(one + revoke)).singleElement().asString().contains("already");
  }

  @Tag("load")
  @Test
  void invariant7_aThousandPrincipalsAndTwoHundredRulesAreReadAtOnce() {
    var text = new StringBuilder(Policies.PROJECT).append("[check.a]\n[gate]\nrequire = [\"a\"]\n");
    for (int i = 0; i < 200; i++) {
      text.append("[[gate.paths]]\nmatch = [\"src/%d/**\", \"!src/%d/*.md\"]\n".formatted(i, i))
          .append("require = [\"a\"]\nsigners = { need = 2 }\n");
    }
    for (int i = 0; i < 1000; i++) {
      text.append(Policies.principal("p" + i, i, "check"));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    long start = System.nanoTime();
    assertThat(PolicyFile.read(bytes)).isInstanceOf(PolicyFile.Valid.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
  }

  @Tag("load")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown keys       | ''                            | k%d = 1~                         | ''
          one long list      | [gate]~require = [            | "c%d",                           | ]
          owners             | [gate]~owners = { of = [      | "o%d",                           | ] }
          patterns           | [check.a]~inputs = [          | "a%d/*/**",                      | ]
          rules              | ''                            | [[gate.paths]]~match=["%d/**"]~  | ''
          principals         | ''                            | [principal.p%d]~                 | ''
          revocations        | ''                            | [[revoke]]~key = "%064x"~after=1~ | ''
          """)
  void invariant7_aFullFileOfOneKindIsReadInProportion(
      String what, String head, String piece, String tail) {
    var text = new StringBuilder(Policies.PROJECT).append(head);
    for (int i = 0; text.length() < 1_000_000; i++) {
      text.append(piece.formatted(i));
    }
    byte[] bytes = text.append(tail).toString().replace('~', '\n').getBytes(UTF_8);
    long start = System.nanoTime();
    assertThat(PolicyFile.read(bytes)).as(what).isInstanceOf(PolicyFile.Invalid.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
  }
}
