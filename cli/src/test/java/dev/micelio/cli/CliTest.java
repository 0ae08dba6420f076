package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.text.Slips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CliTest {
  @TempDir Path directory;

  private ScriptedTerminal ran(int exitCode, String... words) {
    var terminal = new ScriptedTerminal(directory);
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  @Test
  void helpListsEveryCommand() {
    String help =
        """
        mic: version control for agents and people that proves that it works

        Usage: mic [OPTION…] COMMAND [ARGUMENT…]

        Commands:
          init                    write the first mic.toml of a project
          check                   answer the checks of a project, by proof or by running them
          check log               print what a check printed when it ran
          check clean             remove results and logs that are kept here
          verify                  answer again what an attestation says, and compare
          doctor objects          prove that an object store is fit, by real races
          tree id                 print the id of a directory's content
          tree diff               print what differs between two directories
          tree show               print what a tree holds, or its nodes
          key new                 make a key, or take in an OpenSSH key
          key list                print which keys there are
          key show                print what is known of a key
          key export              print the public half of a key
          attest show             print what an attestation says
          attest verify           judge attestations by a policy, offline
          attest export           print an attestation in another form
          attest sign             sign what another runner ran
          attest endorse landing  stand behind what a session makes of a project
          attest endorse result   stand behind the pass of one check
          policy check            find faults of a mic.toml, and warn
          policy explain          say in words what a change needs
          policy add-key          give somebody a key in mic.toml
          policy revoke           take a key's word away in mic.toml
          policy endorse          stand behind a change of mic.toml
          policy test             say what the gate would say of a change
          policy affected         print what landed on the word of something suspected
          debug log check         prove that a landing log is whole
          debug log rebuild       bring up to date what is made from a landing log
          debug log touched       print which landings touched a path
          help                    say how a command is used

        Options of every command:
          -C DIR            run as if started in DIR
              --json        print one JSON value, for programs
          -q, --quiet       no progress, only the answer
          -v, --verbose     say more; stack traces of bugs
              --color=WHEN  auto, always or never; auto minds NO_COLOR
          -h, --help        how a command is used
              --version     which mic this is; with -v or --json also its Java and commit

        Examples:
          mic help doctor objects
          mic doctor objects dir:/srv/objects

        `mic help COMMAND` says more about a command, `mic help exit-codes` about exit codes.
        """;
    assertThat(ran(0).out()).isEqualTo(help);
    assertThat(ran(0, "help").out()).isEqualTo(help);
    assertThat(ran(0, "--help").out()).isEqualTo(help);
    assertThat(ran(0, "-h").out()).isEqualTo(help);
  }

  @Test
  void helpOfACommandSaysHowItIsUsed() {
    String help =
        """
        mic doctor objects: prove that an object store is fit, by real races

        Usage: mic doctor objects [OPTION…] OBJECTS

        Proves that an object store keeps the promises that mic stands on: 32 writers
        race for one key, readers and listings look on, signed requests are made and
        misused. Every promise is reported as held or broken, with what was seen. It
        works below fitness/ there, removes what it made, and takes some seconds.

        Exit codes: 0 fit, 1 broken, 3 not permitted, 4 cannot be reached or judged.

        Arguments:
          OBJECTS  dir:PATH or s3://BUCKET[/PREFIX]

        Options:
          --s3-endpoint URL   where the S3 server is, unless it is AWS
          --s3-region REGION  the region that requests are signed for
          --s3-path-style     the bucket in the path, not in the host name
          --rounds N          race exactly N rounds, however long they take

        Examples:
          mic doctor objects dir:/srv/objects
          mic doctor objects s3://bucket/team --s3-region eu-central-1
          mic doctor objects s3://bucket --s3-endpoint http://localhost:9000 --s3-path-style
          mic doctor objects dir:/srv/objects --json --rounds 1000

        `mic help` lists the options of every command.
        """;
    assertThat(ran(0, "help", "doctor", "objects").out()).isEqualTo(help);
    assertThat(ran(0, "doctor", "objects", "--help").out()).isEqualTo(help);
    assertThat(ran(0, "doctor", "--help").out())
        .isEqualTo(
            """
            mic doctor: find out whether what mic stands on is sound

            Usage: mic doctor COMMAND [ARGUMENT…]

            Commands:
              objects  prove that an object store is fit, by real races

            `mic help doctor COMMAND` says more, with examples.
            """);
  }

  private ScriptedTerminal ofAGroup(int exitCode, String... words) {
    var commands =
        new Entry.Group(
            "mic",
            "a test",
            List.of(
                new Entry.Group(
                    "both",
                    "is both",
                    List.of(
                        new Entry.Command("log", "its command", () -> new Saying("log")),
                        new Entry.Command("help", "helps", () -> new HelpVerb(ofAGroup()))),
                    Optional.of(() -> new Saying("itself")))));
    var terminal = new ScriptedTerminal(directory);
    assertThat(new Cli(terminal, commands).run(words)).as(terminal::err).isEqualTo(exitCode);
    return terminal;
  }

  private static Entry.Group ofAGroup() {
    return new Entry.Group("mic", "a test", List.of());
  }

  @ParameterizedTest(name = "mic {0}")
  @CsvSource({
    "both, itself []",
    "both --only log, itself [log]",
    "both --only=log, itself [log]",
    "both -v --only log -q, itself [log]",
    "-v both -q log, log []",
    "both log --only x, log [x]",
    "both -C . log, log []"
  })
  void aGroupMayBeACommandTooAndTakesItsOptionsItself(String words, String said) {
    assertThat(ofAGroup(0, words.split(" ")).out()).isEqualTo(said + "\n");
  }

  @Test
  void aGroupThatIsACommandTellsBothInItsHelp() {
    assertThat(ofAGroup(0, "both", "--help").out())
        .isEqualTo(
            """
            mic both: is both

            Usage: mic both [OPTION…]

            Says its name.

            Commands:
              log   its command
              help  helps

            Options:
              --only NAME  a name

            Examples:
              mic both

            `mic help` lists the options of every command.
            """);
    assertThat(ofAGroup(0).out())
        .contains("  both       is both\n  both log   its command\n  both help  helps\n");
    assertThat(ofAGroup(2, "both", "lgo").err())
        .isEqualTo(
            """
            error: "mic both" has no command "lgo"
            next: did you mean `mic both log`? `mic help both` lists the commands
            """);
  }

  @Test
  void exitCodesAreExplained() {
    assertThat(ran(0, "help", "exit-codes").out())
        .isEqualTo(
            """
            Exit codes of mic:

              0    done
              1    the answer is no: a check failed, the gate denied, a conflict
              2    wrong usage or input: correct it
              3    not permitted: get permission
              4    unavailable: try again
              5    corrupt data: stop, and restore it
              70   a bug in mic: report it
              130  interrupted
            """);
  }

  @ParameterizedTest(name = "mic {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          docter                         | "mic" has no command "docter" | did you mean `mic doctor`? `mic help` lists the commands
          hlep                           | "mic" has no command "hlep" | did you mean `mic help`? `mic help` lists the commands
          do                             | "mic" has no command "do" | did you mean `mic doctor`? `mic help` lists the commands
          frobnicate                     | "mic" has no command "frobnicate" | `mic help` lists the commands
          doctor objcts                  | "mic doctor" has no command "objcts" | did you mean `mic doctor objects`? `mic help doctor` lists the commands
          -C . --json=1 doctor objcts    | "mic doctor" has no command "objcts" | did you mean `mic doctor objects`? `mic help doctor` lists the commands
          help doctor objcts             | "mic doctor" has no command "objcts" | did you mean `mic doctor objects`? `mic help doctor` lists the commands
          doctor                         | "mic doctor" needs a command: objects | `mic help doctor` says more
          -q                             | "mic" needs a command: init, check, verify, doctor, tree, key, attest, policy, debug, help | `mic help` says more
          --jsno                         | "mic" has no option "--jsno" | did you mean `--json`? `mic help` lists the options
          doctor objects dir:x --ruonds=3 | "mic doctor objects" has no option "--ruonds" | did you mean `--rounds`? `mic help doctor objects` lists the options
          doctor objects                 | mic doctor objects: OBJECTS is missing | `mic help doctor objects` says how it is used
          doctor objects dir:x y         | mic doctor objects: "y" is one argument too many | `mic help doctor objects` says how it is used
          doctor objects ftp:x           | not an object store: "ftp:x" | write dir:PATH or s3://BUCKET/PREFIX
          doctor objects dir:x --rounds 0 | --rounds is 0, not between 1 and 10000 | give a number of rounds in between
          doctor objects dir:x --s3-region r | --s3-region says nothing about a directory | leave it out, or name s3://BUCKET
          --color=blue help              | --color is "blue", not one of auto, always, never | write --color=auto, --color=always or --color=never
          -C nowhere help                | -C names "nowhere", which is no directory | name a directory that exists
          """)
  void wrongWordsAreAnsweredWithWhatMayHaveBeenMeant(String words, String what, String next) {
    var terminal = ran(2, words.split(" "));
    assertThat(terminal.err()).isEqualTo("error: " + what + "\nnext: " + next + "\n");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aPathIsTakenFromTheDirectoryOfTheCall() throws IOException {
    Files.createDirectory(directory.resolve("inner"));
    assertThat(ran(2, "-C", "inner", "doctor", "objects", "dir:gone/objects").err())
        .isEqualTo(
            """
            error: there is no directory to make %s in
            next: name a directory that exists, or one to be made in one that exists
            """
                .formatted(directory.resolve("inner/gone/objects")));
  }

  @Test
  void versionSaysWhichMicThisIs() {
    assertThat(ran(0, "--version").out()).matches("mic [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
    assertThat(ran(0, "--version", "-v").out().lines().toList())
        .hasSize(3)
        .contains("commit unknown");
    assertThat(ran(0, "--version", "--json").out())
        .matches("\\{\"version\":\"[^\"]+\",\"commit\":\"unknown\",\"java\":\"[^\"]+\"}\n");
  }

  @Test
  void aBugIsReportedWithItsTraceInAFile() throws IOException {
    var terminal = new ScriptedTerminal(directory);
    var bug = Failing.commands(new IllegalStateException("oops"));
    assertThat(new Cli(terminal, bug).run("fail")).isEqualTo(70);
    var file = directory.resolve(".cache/mic/last-bug.txt");
    assertThat(terminal.err())
        .isEqualTo(
            """
            error: mic failed where it should not: java.lang.IllegalStateException: oops
            next: report it, with the trace in %s
            """
                .formatted(file));
    assertThat(Files.readString(file)).contains("IllegalStateException: oops", "\tat ");
  }

  @Test
  void aBugShowsItsTraceWhenAskedToBeVerbose() {
    var terminal = new ScriptedTerminal(directory);
    var bug = Failing.commands(new IllegalStateException("oops"));
    assertThat(new Cli(terminal, bug).run("fail", "-v")).isEqualTo(70);
    assertThat(terminal.err()).contains("\tat ").contains("next: report it, with the trace above");
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "doctor,doctor,0",
    "docter,doctor,1",
    "dcotor,doctor,1",
    "doctr,doctor,1",
    "ddoctor,doctor,1",
    "'',abc,3",
    "abc,'',3",
    "kitten,sitting,3",
    "ca,abc,3"
  })
  void slipsAreCountedAsPeopleMakeThem(String left, String right, int slips) {
    assertThat(Slips.between(left, right)).isEqualTo(slips);
  }

  @Test
  void jsonIsWrittenSoThatAnyReaderReadsTheSame() {
    var json =
        Json.object()
            .with("a\"\\\n\t\u0001é😀\ud800", -1)
            .with("list", Json.array(List.of(true, false), Json::of))
            .with("empty", Json.object().end())
            .end();
    assertThat(json)
        .hasToString(
            "{\"a\\\"\\\\\\n\\t\\u0001é😀\\ud800\":-1,\"list\":[true,false],\"empty\":{}}");
  }
}
