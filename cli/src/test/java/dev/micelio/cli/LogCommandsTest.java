package dev.micelio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.session.Status;
import dev.micelio.s3.loopback.LoopbackS3;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogCommandsTest {
  private static final ProjectId ID = ProjectId.parse("0123456789abcdef0123456789abcdef");
  private static final ProjectId OTHER_ID = ProjectId.parse("ffffffffffffffffffffffffffffffff");
  private static final MachineEnv env = new MachineEnv();
  private static final SignedUrls urls =
      SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));

  private @TempDir Path directory;
  private DirectoryObjectStore whole;
  private SmallProject project;

  @BeforeEach
  void open() {
    whole = DirectoryObjectStore.open(env, directory.resolve("objects"), urls);
    project = new SmallProject(whole, "", ID);
  }

  @AfterEach
  void close() {
    whole.close();
  }

  private ScriptedTerminal ran(int exitCode, String verb, String... words) {
    var all =
        Stream.of(
                List.of("debug", "log", verb),
                List.of("--objects", "dir:objects", "--project", ID.toString()),
                List.of(words))
            .flatMap(List::stream)
            .toArray(String[]::new);
    return ranAsGiven(exitCode, all);
  }

  private ScriptedTerminal ranAsGiven(int exitCode, String... words) {
    var terminal = new ScriptedTerminal(directory);
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private String out(String verb, String... words) {
    return ran(0, verb, words).out();
  }

  @Test
  void checkSaysHowMuchHasLandedAndWhereTheLogEnds() {
    project.landMany(3);
    var chain = Digest.of(project.get(ProjectKeys.commit(3)));
    assertThat(out("check"))
        .isEqualTo(
            """
            sound: 3 commits with 3 landings, each after the one before it

            position  3
            tree      sha256:96a23bd622bffe5a75cec35b69573d38b8d4bc31bcce58d1a1a6343cd7318ff4
            time      2025-06-15T15:09:40Z+0
            chain     %s
            hint      none
            """
                .formatted(chain));
    assertThat(out("check", "--json"))
        .isEqualTo(
            """
            {"project":"0123456789abcdef0123456789abcdef","commits":3,"landings":3,"position":3,\
            "tree":"sha256:96a23bd622bffe5a75cec35b69573d38b8d4bc31bcce58d1a1a6343cd7318ff4",\
            "at":"2025-06-15T15:09:40Z+0",\
            "chain":"%s",\
            "hint":{"is":"none","position":0}}
            """
                .formatted(chain));
  }

  @Test
  void rebuildCaresForWhatHasLandedOnce() {
    project.landMany(5);
    assertThat(project.status(5)).isEqualTo(Status.ACTIVE);
    assertThat(out("rebuild"))
        .isEqualTo(
            """
            log       5 commits with 5 landings, each after the one before it
            landings  5 cared for: nodes copied, sessions told
            hint      was none; is at position 5
            history   0 right, 0 added, 0 replaced
            """);
    assertThat(project.status(5)).isEqualTo(new Status.Landed(5, List.of()));
    assertThat(project.objects.list("trees/", "", 10).entries()).isNotEmpty();
    assertThat(out("check")).endsWith("\nhint      at position 5, the tail\n");
    assertThat(out("rebuild", "--json"))
        .isEqualTo(
            """
            {"project":"0123456789abcdef0123456789abcdef","commits":5,"landings":5,"caredFor":0,\
            "hintBefore":{"is":"right","position":5},"position":5,\
            "history":{"right":0,"added":0,"replaced":0}}
            """);

    project.landMany(2);
    assertThat(out("check")).endsWith("\nhint      at position 5, 2 behind the tail\n");
    assertThat(out("rebuild"))
        .contains(
            "landings  2 cared for", "was at position 5, 2 behind the tail; is at position 7");
    assertThat(out("rebuild")).contains("landings  all cared for before\n");
  }

  @Test
  void touchedPrintsTheNewestFirst() {
    project.land("say hello\nat length", "docs/hello");
    project.land("tests", "src/test/a");
    project.land("red \u001b[31m" + "x".repeat(200), "src/main/a");
    for (boolean caredFor : new boolean[] {false, true}) {
      assertThat(out("touched", "src"))
          .as("cared for: %s", caredFor)
          .isEqualTo(
              """
              3  2025-06-15T15:09:40Z  01970000-0000-7000-8000-000000000003  "red \\033[31m%s"…
              2  2025-06-15T15:08:40Z  01970000-0000-7000-8000-000000000002  tests
              """
                  .formatted("x".repeat(91)));
      out("rebuild");
    }
    String hello = "1  2025-06-15T15:07:40Z  01970000-0000-7000-8000-000000000001  say hello\n";
    assertThat(out("touched", "docs/hello")).isEqualTo(hello);
    assertThat(out("touched", "docs", "--limit", "1"))
        .isEqualTo(hello + "there may be more: --limit says how many\n");
    assertThat(out("touched", "docs", "--limit=1", "-q")).isEqualTo(hello);
    assertThat(out("touched", "hello")).isEqualTo("no landing touched hello\n");
    assertThat(out("touched", "docs", "--json"))
        .isEqualTo(
            """
            {"project":"0123456789abcdef0123456789abcdef","path":"docs","position":3,"landings":[\
            {"position":1,"at":"2025-06-15T15:07:40Z+0",\
            "session":"01970000-0000-7000-8000-000000000001",\
            "principal":"ana","agent":"","goal":"say hello"}]}
            """);
  }

  @Test
  void aCommitOfAnotherLogBreaksTheChain() {
    project.landMany(8);
    var other = new SmallProject(whole, "", OTHER_ID);
    other.land("another beginning", "other");
    other.landMany(7);
    project.put(ProjectKeys.commit(7), other.get(ProjectKeys.commit(7)));
    String what =
        "the log is sound up to position 6, and no further: the commit at position 7 says that ";
    for (String verb : List.of("check", "rebuild")) {
      var terminal = ran(5, verb);
      assertThat(terminal.out()).isEmpty();
      assertThat(terminal.err())
          .startsWith("error: " + what)
          .endsWith(
              "\nnext: stop landing on this project, and restore its commits from a backup\n");
    }
    assertThat(project.status(1)).isEqualTo(Status.ACTIVE);
    assertThat(ran(5, "check", "--json").out())
        .startsWith(
            "{\"error\":{\"code\":\"log.broken-chain\",\"kind\":\"corrupt\",\"what\":\"" + what);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 3", "7, 6"})
  void aDamagedCommitIsToldWithThePositionBeforeIt(long position, long sound) {
    project.landMany(8);
    byte[] bytes = project.get(ProjectKeys.commit(position));
    bytes[bytes.length / 2] ^= 1;
    bytes[4] = 99;
    project.put(ProjectKeys.commit(position), bytes);
    assertThat(ran(5, "check").err())
        .startsWith(
            "error: the log is sound up to position %d, and no further: a commit".formatted(sound))
        .contains("version 99");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 3"})
  void aMissingCommitIsNoEnd(long position, long sound) {
    project.landMany(6);
    project.objects.delete(ProjectKeys.commit(position));
    assertThat(ran(5, "check").err())
        .isEqualTo(
            """
            error: the log is sound up to position %d, and no further: the commit at position %d \
            lies behind a gap: there is none at position %d
            next: stop landing on this project, and restore its commits from a backup
            """
                .formatted(sound, position + 1, position));
  }

  @Test
  void whatIsNoCommitAmongTheCommitsIsNamed() {
    project.landMany(5);
    project.put(new Key("landing-log/commits/x"), new byte[1]);
    assertThat(ran(5, "check").err())
        .contains("among the commits is landing-log/commits/x, which is none");
  }

  @Test
  void aHintAheadOfTheLogIsWrongAndRebuiltFromTheBeginning() {
    project.landMany(3);
    out("rebuild");
    project.objects.delete(ProjectKeys.commit(3));
    String wrong =
        "wrong: it names position 3, and the log ends at 2: either somebody changed it, or the"
            + " commits behind are lost";
    assertThat(ran(1, "check").out()).endsWith("\nhint      " + wrong + "\n");
    assertThat(ran(1, "check", "--json").out())
        .endsWith("\"hint\":{\"is\":\"wrong\",\"position\":3}}\n");
    assertThat(out("rebuild"))
        .contains("landings  2 cared for")
        .contains("\nhint      was " + wrong + "; is at position 2\n");
    assertThat(out("check")).endsWith("\nhint      at position 2, the tail\n");
  }

  @Test
  void aHintThatSaysAnotherTreeOrNothingIsWrong() {
    project.landMany(2);
    out("rebuild");
    byte[] hint = project.get(ProjectKeys.HEAD);
    hint[8] ^= 1;
    project.put(ProjectKeys.HEAD, hint);
    assertThat(ran(1, "check").out())
        .endsWith("\nhint      wrong: of position 2 it says another tree or time than the log\n");
    assertThat(out("rebuild")).contains("landings  2 cared for", "; is at position 2\n");
    project.put(ProjectKeys.HEAD, "what".getBytes(UTF_8));
    assertThat(ran(1, "check", "--color=always").out())
        .endsWith(
            "\nhint      \u001b[1;31mwrong: what lies under the key head is no hint\u001b[m\n");
    assertThat(out("rebuild")).contains("landings  2 cared for", "; is at position 2\n");
    out("check");
  }

  @Test
  void aProjectMayHaveNoLandingYet() {
    project.start("not yet", "a");
    assertThat(out("check")).isEqualTo("nothing has landed\n\nhint      none\n");
    assertThat(out("check", "--json")).contains("\"commits\":0,\"landings\":0,\"position\":0,");
    assertThat(out("rebuild"))
        .isEqualTo(
            """
            log       0 commits with 0 landings, each after the one before it
            landings  all cared for before
            hint      was none; is as it was
            history   0 right, 0 added, 0 replaced
            """);
    assertThat(out("touched", "a")).isEqualTo("no landing touched a\n");
  }

  @Test
  void whereNothingIsOfAProjectNothingIsMade() throws IOException {
    String next = "\nnext: correct the address or the id\n";
    assertThat(ran(2, "check").err())
        .isEqualTo("error: dir:objects holds nothing of a project " + ID + next);
    var empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(
            ranAsGiven(
                    2,
                    "debug log rebuild --objects dir:empty --project %s".formatted(ID).split(" "))
                .err())
        .isEqualTo("error: dir:empty holds nothing of a project " + ID + next);
    assertThat(empty).isEmptyDirectory();
  }

  @ParameterizedTest(name = "mic {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          debug | "mic debug" needs a command: log | `mic help debug` says more
          debug log | "mic debug log" needs a command: check, rebuild, touched | `mic help debug log` says more
          debug log chek | "mic debug log" has no command "chek" | did you mean `mic debug log check`? `mic help debug log` lists the commands
          debug log check --objects dir:objects | mic debug log check: --project ID is missing | `mic help debug log check` says how it is used
          debug log check --project PROJECT | mic debug log check: --objects ADDRESS is missing | `mic help debug log check` says how it is used
          debug log check --objects dir:objects --project 12 | not a project id: "12" | write it as it was printed: 32 hexadecimal digits in lower case
          debug log check --objects objects --project PROJECT | not an object store: "objects" | write dir:PATH or s3://BUCKET/PREFIX
          debug log check --objects dir:objects --project PROJECT --s3-path-style | --s3-path-style says nothing about a directory | leave it out, or name s3://BUCKET
          debug log check --objects dir:gone --project PROJECT | there is no directory DIRECTORY/gone | name the directory that objects are kept in
          debug log touched --objects dir:objects --project PROJECT | mic debug log touched: PATH is missing | `mic help debug log touched` says how it is used
          debug log touched a --limit 0 --objects dir:objects --project PROJECT | --limit is 0, not between 1 and 1000 | give a number of landings in between
          """)
  void wrongWordsAreAnsweredWithWhatMayHaveBeenMeant(String words, String what, String next) {
    var given = words.replace("PROJECT", ID.toString()).split(" ");
    assertThat(ranAsGiven(2, given).err())
        .isEqualTo(
            "error: " + what.replace("DIRECTORY", directory.toString()) + "\nnext: " + next + "\n");
  }

  @Test
  void helpSaysWhatMustBeGiven() {
    assertThat(ranAsGiven(0, "help", "debug", "log", "touched").out())
        .startsWith(
            """
            mic debug log touched: print which landings touched a path

            Usage: mic debug log touched [OPTION…] --objects ADDRESS --project ID PATH

            """)
        .contains(
            """
            Arguments:
              PATH  a file or directory of the project, from its top: src/main

            Options:
              --objects ADDRESS   dir:PATH or s3://BUCKET[/PREFIX]
              --project ID        the project's id, 32 hexadecimal digits
              --s3-endpoint URL   where the S3 server is, unless it is AWS
              --s3-region REGION  the region that requests are signed for
              --s3-path-style     the bucket in the path, not in the host name
              --limit N           at most so many, 20 unless told
            """);
  }

  @Test
  @Tag("slow")
  void aBucketIsReadBelowItsPrefix() throws IOException {
    System.setProperty("aws.accessKeyId", LoopbackS3.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", LoopbackS3.SECRET_KEY);
    var memory = new MemoryObjectStore(env, urls);
    new SmallProject(memory, "team/", ID).landMany(2);
    try (var server = new LoopbackS3(memory, Manner.DOCUMENTED, 1)) {
      var words =
          "debug log check --objects s3://%s/team/ --project %s --s3-endpoint %s --s3-path-style"
              .formatted(LoopbackS3.BUCKET, ID, server.endpoint())
              .split(" ");
      assertThat(ranAsGiven(0, words).out()).startsWith("sound: 2 commits with 2 landings");
      words[4] = "s3://" + LoopbackS3.BUCKET;
      assertThat(ranAsGiven(2, words).err()).contains(" holds nothing of a project " + ID);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }
}
