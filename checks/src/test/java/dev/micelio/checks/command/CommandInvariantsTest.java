package dev.micelio.checks.command;

import static dev.micelio.checks.command.Runs.log;
import static dev.micelio.checks.source.Trees.shell;
import static dev.micelio.checks.source.Trees.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.micelio.attest.statement.Action;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.process.Programs;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With the machine's own bubblewrap, which `.ci/run` installs.
@Timeout(120)
class CommandInvariantsTest {
  private final MachineEnv env = new MachineEnv();
  @TempDir Path home;
  private Path project;

  @BeforeEach
  void project() throws Exception {
    project = Files.createDirectory(home.resolve("project"));
    write(project, "src/a", "a\n");
    write(project, "src/b", "b\n");
    write(project, "other/secret", "undeclared\n");
    shell(project, "ln -s a src/link");
  }

  private Runs isolated() {
    var runs = new Runs(env, project, home.resolve("run"));
    assertThat(runs.isolationWord()).as("bubblewrap works here").isEqualTo("bwrap");
    return runs;
  }

  private Runs plain() {
    return isolated().without(new NoIsolation());
  }

  private List<Runs> both() {
    return List.of(isolated(), plain());
  }

  private static void assertPassed(Ran ran) {
    assertThat(ran.outcome()).as(log(ran) + ran.detail()).isEqualTo(Outcome.PASSED);
    assertThat(ran.exit()).isZero();
    assertThat(ran.keepable()).isTrue();
    assertThat(ran.detail()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo 'error: FAILED'; echo '@nix {"action":"stop"}'; exit 0 | PASSED | 0
          echo 'all passed'; printf '\\033[2J'; exit 7                  | FAILED | 7
          kill -9 $$                                                   | FAILED | 137
          no-such-program                                              | FAILED | 127
          """)
  void invariant1_theVerdictIsTheExitCode(String script, Outcome outcome, int exit) {
    for (var runs : both()) {
      var ran = runs.run(script);

      assertThat(ran.outcome()).isEqualTo(outcome);
      assertThat(ran.exit()).isEqualTo(exit);
      assertThat(ran.keepable()).isTrue();
    }
  }

  @Test
  void invariant1_aProgramThatIsNotThereIsAFailure() {
    for (var runs : both()) {
      var ran = runs.run(List.of("no-such-program"));

      assertThat(ran.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(ran.exit()).isEqualTo(127);
      assertThat(log(ran)).contains("no-such-program: not found");
    }
  }

  @Test
  void invariant1_whoEndsWellWhenAskedToEndDidNotPass() {
    for (var runs : both()) {
      var ran =
          runs.timeout(Duration.ofMillis(700))
              .run("trap 'echo in order; exit 0' TERM; sleep 50 & wait");

      assertThat(ran.outcome()).isEqualTo(Outcome.TIMED_OUT);
      assertThat(log(ran)).isEqualTo("in order\n");
      assertThat(ran.exit()).isNotZero();
    }
  }

  @Test
  void invariant1_whoPrintsWithoutEndIsEnded() {
    var ran = isolated().run("yes");

    assertThat(ran.outcome()).isEqualTo(Outcome.LOG_LIMIT);
    assertThat(ran.exit()).isNotZero();
  }

  @Test
  void invariant1_whatBubblewrapCanNotStartIsTheMachinesFault() throws Exception {
    var broken = home.resolve("bwrap");
    Files.writeString(broken, "#!/bin/sh\necho 'bwrap: No permissions' >&2\nexit 1\n");
    shell(home, "chmod +x bwrap");

    var ran = isolated().without(new Bubblewrap(broken, Path.of("/root"))).run("true");

    assertThat(ran.outcome()).isEqualTo(Outcome.INFRASTRUCTURE);
    assertThat(ran.detail()).contains("bwrap: No permissions");
  }

  @Test
  void aBubblewrapThatDoesNotWorkIsNone() throws Exception {
    var directory = Files.createDirectory(home.resolve("bin"));
    Files.writeString(directory.resolve("bwrap"), "#!/bin/sh\nexit 1\n");
    shell(directory, "chmod +x bwrap");
    var processes = new Processes(env);

    assertThat(Isolation.find(env, Map.of("PATH", directory.toString()), processes).word())
        .isEqualTo("none");
    assertThat(Isolation.find(env, Map.of("PATH", "/nowhere"), processes).word()).isEqualTo("none");
  }

  @Test
  void invariant2_aFileThatIsNoInputIsAbsent() {
    for (var runs : both()) {
      runs.inputs("src/**");

      assertPassed(runs.run("test \"$(cat src/a)\" = a && test \"$(readlink src/link)\" = a"));
      var ran = runs.run("cat src/a other/secret");
      assertThat(ran.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(log(ran)).contains("other/secret: No such file").doesNotContain("undeclared");
    }
  }

  @Test
  void invariant3_thereIsNoNetworkUnlessAskedFor() throws Exception {
    String interfaces = "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | sort";
    var script = new ProcessBuilder("sh", "-c", interfaces).start();
    var machines = new String(script.getInputStream().readAllBytes(), UTF_8);
    assumeTrue(machines.lines().count() > 1, "this machine has a network");

    assertThat(log(isolated().run(interfaces))).isEqualTo("lo\n");
    assertThat(log(isolated().network().run(interfaces))).isEqualTo(machines);
    assertPassed(isolated().network().run("test -e /etc/hosts"));
  }

  @Test
  void invariant3_nothingOfHomeAndOtherTemporaryFilesIsSeen() throws Exception {
    var other = Files.createTempFile("other", "secret");
    try {
      for (var path : List.of(other, project, home, Path.of(System.getProperty("user.home")))) {
        assertPassed(isolated().run("! test -e " + path));
      }
      assertThat(log(isolated().run("ls -A /tmp /home /root /mnt /opt /etc/shadow 2>/dev/null")))
          .isEqualTo("/tmp:\nhome\n");
      assertThat(log(isolated().run("ls -A /"))).doesNotContain("home", "root", "opt", "mnt");
    } finally {
      Files.delete(other);
    }
  }

  @Test
  void invariant3_aProjectBelowWhatIsSeenIsHidden() throws Exception {
    var below = Path.of("/usr/local/src/mic-test-" + System.nanoTime());
    assumeTrue(Files.isWritable(Path.of("/usr/local/src")), "this user may write below /usr");
    Files.createDirectory(below);
    try {
      write(below, "seen", "content");
      write(below, "hidden", "content");
      var runs = new Runs(env, below, home.resolve("run")).inputs("seen");

      assertPassed(runs.run("test -e seen && ! test -e hidden && ! test -e " + below + "/hidden"));
    } finally {
      shell(home, "rm -r " + below);
    }
  }

  @Test
  void invariant3_onlyTheWorkDirectoryAndTmpCanBeWritten() {
    assertPassed(isolated().run("echo > new && echo > /tmp/new && echo > \"$TMPDIR/x\""));
    assertPassed(isolated().run("echo > \"$HOME/x\" && echo > /var/tmp/y && test -e /tmp/y"));
    for (var place : List.of("/", "/usr", "/etc", "/usr/local/bin", "/tools", "/nix/store")) {
      assertPassed(isolated().run("! (echo > %s/mic-test) 2>/dev/null".formatted(place)));
    }
  }

  @Test
  void invariant3_otherProcessesAreNotSeenAndPrivilegesAreGone() {
    var ran = isolated().run("id -u; id -un; hostname; grep CapEff /proc/self/status; ls /proc");

    assertThat(log(ran)).startsWith("1000\ncheck\ncheck\nCapEff:\t0000000000000000\n");
    assertThat(log(ran).lines().filter(line -> line.matches("[0-9]+")).count()).isLessThan(6);
  }

  @Test
  void invariant4_theVariablesAreThoseOfThePage() {
    var wanted = Map.of("ONE", "with space", "LANG", "C");

    assertThat(log(isolated().variables(wanted).run("env | sort")))
        .isEqualTo(
            """
            HOME=/tmp/home
            LANG=C
            ONE=with space
            PATH=/tools:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
            PWD=/work
            TMPDIR=/tmp
            """);
    assertThat(log(plain().run("env | cut -d= -f1 | sort")))
        .isEqualTo("HOME\nLANG\nPATH\nPWD\nTMPDIR\n");
  }

  @Test
  void invariant4_aVariableThatChangesProgramsChangesNoneBeforeTheCommand() throws Exception {
    var traces = Files.createDirectory(home.resolve("traces"));
    var traced = Map.of("LD_DEBUG", "libs", "LD_DEBUG_OUTPUT", traces + "/trace");

    assertPassed(isolated().variables(traced).run("test -n \"$LD_DEBUG\""));
    assertThat(traces).isEmptyDirectory();
    assertPassed(plain().variables(traced).run("exec true"));
    assertThat(traces.toFile().list()).hasSizeLessThan(2); // glibc's, of the command alone
  }

  @Test
  void aFullDiskIsTheMachinesFault() throws Exception {
    var small = Files.createDirectory(home.resolve("run"));
    assumeTrue(
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", small.toString())
                .start()
                .waitFor()
            == 0,
        "only who may mount can have a small disk");
    try {
      for (var runs : both()) {
        for (var script :
            List.of(
                "head -c 32m /dev/zero > \"$TMPDIR/x\"",
                "head -c 32m /dev/zero > x || { sleep 0.5; rm x; exit 1; }")) {
          var ran = runs.run(script);

          assertThat(ran.outcome()).as(script).isEqualTo(Outcome.INFRASTRUCTURE);
          assertThat(ran.detail()).isEqualTo("the disk is full: make room and run again");
        }
        assertThat(runs.run("exit 3").outcome()).isEqualTo(Outcome.FAILED);
      }
    } finally {
      assertThat(new ProcessBuilder("umount", small.toString()).start().waitFor()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo more >> src/a",
        "printf 'x\\n' > src/a; touch -d @1 src/a",
        "cp -p src/b src/c; printf 'x\\n' > src/c; touch -d @1 src/c; mv src/c src/a",
        "rm src/a",
        "rm src/a; mkdir src/a",
        "chmod +x src/a",
        "rm -r src",
        "rm src/link; ln -s b src/link",
        "rm src/link; cp src/a src/link",
        "rm src/a; ln -s b src/a",
      })
  void invariant5_aRunThatChangedItsInputsIsNoAnswer(String script) {
    for (var runs : both()) {
      var ran = runs.run("set -e; " + script);

      assertThat(ran.outcome()).as(log(ran)).isEqualTo(Outcome.PASSED);
      assertThat(ran.keepable()).isFalse();
      assertThat(ran.detail()).startsWith("it changed its own inputs: src/");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo > new; mkdir build; echo > build/x; echo > src/new",
        "cat src/a > x; cat x > src/a",
        "cp src/a src/x; mv src/x src/a",
        "chmod 600 src/a; touch src/a",
      })
  void invariant5_newFilesAndTheSameAgainAreNoChange(String script) {
    for (var runs : both()) {
      assertPassed(runs.run(script));
    }
  }

  @Test
  void invariant8_aToolThatIsAnotherByNowIsNoAnswer() throws Exception {
    var bin = tool("opt/bin", "exit 0");
    for (var runs : both()) {
      runs.tools(bin, "my-tool");
      assertPassed(runs.run("my-tool"));

      var ran = runs.planned(() -> tool("opt/bin", "exit 1")).run("my-tool");

      assertThat(ran.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(ran.keepable()).isFalse();
      assertThat(ran.detail()).isEqualTo("a tool is another one by now: my-tool");
      tool("opt/bin", "exit 0");
    }
  }

  @Test
  void invariant8_aToolBehindAnotherLinkOrGoneIsNoAnswer() throws Exception {
    var links = Files.createDirectory(home.resolve("links"));
    for (var change : List.of("ln -sfn ../two/bin/my-tool my-tool", "rm my-tool")) {
      tool("one/bin", "exit 0");
      tool("two/bin", "exit 1");
      shell(links, "ln -sfn ../one/bin/my-tool my-tool");
      var ran = isolated().tools(links, "my-tool").planned(() -> shell(links, change)).run("true");

      assertThat(ran.keepable()).as(change).isFalse();
      assertThat(ran.detail()).isEqualTo("a tool is another one by now: my-tool");
    }
  }

  @Test
  void invariant8_aToolThatWasWrittenAgainAsItWasIsTheSame() throws Exception {
    var bin = tool("opt/bin", "exit 0");

    assertPassed(
        isolated()
            .tools(bin, "my-tool")
            .planned(() -> shell(bin, "cp my-tool x; mv x my-tool"))
            .run("my-tool"));
  }

  @Test
  void invariant8_aToolThatSetsItsTimeBackIsFound() throws Exception {
    var bin = tool("opt/bin", "exit 0");
    shell(bin, "touch -d @1 my-tool");

    var ran =
        isolated()
            .tools(bin, "my-tool")
            .planned(() -> shell(bin, "printf '#!/bin/sh\\nexit 1' > my-tool; touch -d @1 my-tool"))
            .run("my-tool");

    assertThat(ran.keepable()).isFalse();
  }

  @Test
  void invariant6_onlyAWorkspaceIsWritten() throws Exception {
    for (var runs : both()) {
      runs.run("echo new > src/a; echo > new; rm -r other; exit 1");
    }

    assertThat(project.resolve("src/a")).hasContent("a\n");
    assertThat(project.resolve("new")).doesNotExist();
    assertThat(project.resolve("other/secret")).exists();
    assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**[!k]");
  }

  @Test
  void invariant7_allToolsThatAreMissingAreToldAtOnce() {
    var tools = Tools.of(env, Programs.ENVIRONMENT, new Processes(env));

    assertThatThrownBy(() -> tools.identify(List.of("sh", "no-such-a", "env", "no-such-b")))
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              assertThat(p.code()).isEqualTo("tools.missing");
              assertThat(p.what()).isEqualTo("tools were not found: no-such-a, no-such-b");
            });
  }

  private Path tool(String directory, String script) throws Exception {
    var bin = Files.createDirectories(home.resolve(directory));
    Files.writeString(bin.resolve("my-tool"), "#!/bin/sh\n" + script);
    shell(bin, "chmod +x my-tool");
    return bin;
  }

  @Test
  void aToolIsItsFileAndWhatItSaysOfItsVersion() throws Exception {
    var bin = tool("opt/bin", "printf '\\n \\033[1mmy-tool 1.2 \\303\\274\\033[0m\\nmore\\n'");
    shell(home, "mkdir links; ln -s ../opt/bin/my-tool links/my-tool");
    var path = Map.of("PATH", home.resolve("links") + ":/usr/bin:/bin");
    var tools = Tools.of(env, path, new Processes(env));

    var found = tools.identify(List.of("my-tool", "env"));

    var real = bin.toRealPath().resolve("my-tool");
    assertThat(found.getFirst())
        .isEqualTo(
            new Action.Tool(
                "my-tool",
                real.toString(),
                Digest.of(Files.readAllBytes(real)),
                "[1mmy-tool 1.2 ü[0m"));
    assertThat(found.getLast().version()).contains("coreutils");

    Files.writeString(real, "#!/bin/sh\necho 2\n");
    assertThat(tools.identify(List.of("my-tool")).getFirst().version()).isEqualTo("2");
  }

  @Test
  void aToolThatSaysNoVersionHasNone() throws Exception {
    var bin = tool("opt/bin", "echo usage; exit 2");
    var tools = Tools.of(env, Map.of("PATH", bin + ":/usr/bin"), new Processes(env));

    assertThat(tools.identify(List.of("my-tool")).getFirst().version()).isEmpty();
    assertThat(Tools.firstLine("ü".repeat(100))).isEqualTo("ü".repeat(64));
  }

  @Test
  void aToolInAnotherDirectoryWorksWithWhatWasInstalledWithIt() throws Exception {
    var bin = tool("opt/my/bin", "exec cat \"$(dirname \"$(readlink -f \"$0\")\")/../lib/text\"");
    write(home, "opt/my/lib/text", "installed with it\n");
    write(home, "opt/other/secret", "not seen\n");
    for (var runs : both()) {
      runs.tools(bin, "my-tool");

      var ran = runs.run("my-tool");

      assertThat(ran.outcome()).as(log(ran)).isEqualTo(Outcome.PASSED);
      assertThat(log(ran)).isEqualTo("installed with it\n");
      assertThat(((Action.Run) ran.action().orElseThrow()).tools()).hasSize(1);
    }
    assertPassed(isolated().tools(bin, "my-tool").run("! test -e %s/opt/other".formatted(home)));
  }

  @Test
  void ofAToolInTheProjectOnlyItsFileIsSeen() throws Exception {
    var bin = tool("project/bin", "echo mine");
    var runs = isolated().tools(bin, "my-tool").inputs("src/**");

    assertPassed(runs.run("test \"$(my-tool)\" = mine && ! test -e %s/src".formatted(project)));
  }

  @Test
  void ofAToolInAProjectBehindALinkOnlyItsFileIsSeen() throws Exception {
    var bin = tool("project/bin", "echo mine");
    var link = Files.createSymbolicLink(home.resolve("link"), project);
    var runs = new Runs(env, link, home.resolve("run")).tools(bin, "my-tool").inputs("src/**");

    assertPassed(
        runs.run(
            "test \"$(my-tool)\" = mine && ! test -e %1$s/src && ! test -e %1$s/other"
                .formatted(project.toRealPath())));
  }

  @Test
  void ofAToolBesideWorkspacesBehindALinkOnlyItsFileIsSeen() throws Exception {
    var bin = tool("cache/bin", "echo mine");
    var link = Files.createSymbolicLink(home.resolve("link"), home.resolve("cache"));
    var runs = new Runs(env, project, link.resolve("run")).tools(bin, "my-tool");

    assertPassed(
        runs.run(
            "test \"$(my-tool)\" = mine && ! test -e %s/cache/run".formatted(home.toRealPath())));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java    | java -version
          python3 | python3 -c 'import ssl, json, subprocess; print(subprocess.run(["true"]))'
          gcc     | echo 'int main(void) { return 0; }' > x.c && gcc x.c -o x && ./x
          git     | git init -q x && cd x && git -c user.name=a -c user.email=b commit -q --allow-empty -m m
          perl    | perl -MSocket -e 'print getpwuid($<), "\\n"'
          node    | node -e 'require("fs").readdirSync("/work")'
          """)
  void realProgramsWork(String program, String script) {
    assumeTrue(SearchPath.of(Programs.ENVIRONMENT).find(program).isPresent(), program);

    assertPassed(isolated().run(script));
  }

  @Test
  @Tag("slow")
  void aCheckThatIsEndedWhileItStartsLeavesNoProcess() throws Exception {
    String sleep = "sleep " + (System.nanoTime() % 1_000_000 + 7_000_000);
    for (int round = 0; round < 40; round++) {
      isolated().timeout(Duration.ofMillis(1 + 2 * round)).run(sleep + "; " + sleep);
    }

    assertThat(Programs.running(sleep)).isZero();
  }

  private static long directories(Path parent) throws Exception {
    try (var paths = Files.list(parent)) {
      return paths.filter(Files::isDirectory).count();
    }
  }

  @Test
  @Tag("slow")
  void aMicThatIsKilledLeavesNoProcessAndNothingForLong() throws Exception {
    var run = home.resolve("run");
    for (var trap : List.of("", "trap '' TERM HUP; ")) {
      String sleep = "sleep " + (System.nanoTime() % 1_000_000 + 8_000_000);
      var mic =
          Jvm.command(
                  CommandMain.class,
                  project.toString(),
                  run.toString(),
                  trap + sleep + "; " + sleep)
              .start();
      assertThat(Programs.within(Duration.ofSeconds(20), () -> Programs.running(sleep) >= 4))
          .isTrue();

      mic.destroyForcibly().waitFor();

      assertThat(Programs.within(Duration.ofSeconds(30), () -> Programs.running(sleep) == 0))
          .isTrue();
      assertThat(directories(run)).isEqualTo(1);
      assertPassed(isolated().run("true"));
      assertThat(directories(run)).isZero();
    }
  }
}
