package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.cli.check.StandingCheck;
import dev.micelio.core.env.MachineEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `mic check` on commands, really run.
@Timeout(120)
final class CheckCommandsTest {
  private static final Pattern ANSWER =
      Pattern.compile(
          "\\{\"name\":\"([^\"]+)\",\"system\":\"[^\"]+\",\"outcome\":\"([^\"]+)\",\"ran\":(true|false)");

  @TempDir Path temporary;
  private Path project;

  @BeforeEach
  void makeAProject() throws IOException {
    project = Files.createDirectories(temporary.resolve("a project"));
    write("src/a.txt", "one\n");
    write("docs/note.md", "a note\n");
    write(
        "mic.toml",
        """
        [project]
        id = "0f8fad5bd9cb469fa16570867728950e"

        [check.reads]
        run = ["grep", "one", "src/a.txt"]
        inputs = ["src/**"]

        [check.notes]
        run = ["sh", "-c", "test -s docs/note.md && echo fine"]
        inputs = ["docs/**"]
        """);
  }

  private void write(String file, String text) throws IOException {
    var path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void addCheck(String name, String inputs, String... run) throws IOException {
    var words =
        List.of(run).stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    Files.writeString(
        project.resolve("mic.toml"),
        Files.readString(project.resolve("mic.toml"))
            + "\n[check.%s]\nrun = [%s]\ninputs = [\"%s\"]\n".formatted(name, words, inputs));
  }

  private ScriptedTerminal terminal() {
    var terminal = new ScriptedTerminal(project);
    terminal.environment.put("HOME", temporary.resolve("home").toString());
    terminal.environment.put("PATH", System.getenv("PATH"));
    return terminal;
  }

  private ScriptedTerminal mic(int exitCode, String... words) {
    var terminal = terminal();
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  /// What each check came to, as the last line of `mic check --json` says it.
  private String answers(int exitCode, String... more) {
    var words = new ArrayList<>(List.of("check", "--json"));
    words.addAll(List.of(more));
    var lines = mic(exitCode, words.toArray(String[]::new)).out().lines().toList();
    assertThat(lines.getLast()).startsWith("{\"type\":\"summary\",\"version\":1,");
    var answers = new TreeMap<String, String>();
    var matcher = ANSWER.matcher(lines.getLast());
    while (matcher.find()) {
      answers.put(
          matcher.group(1), matcher.group(2) + (matcher.group(3).equals("true") ? " ran" : ""));
    }
    return answers.toString();
  }

  @Test
  void whatIsProvedDoesNotRunAgainUntilAFileThatItReadsChanges() throws IOException {
    assertThat(answers(0)).isEqualTo("{notes=passed ran, reads=passed ran}");
    assertThat(answers(0)).isEqualTo("{notes=passed, reads=passed}");
    write("src/b.txt", "two\n");
    assertThat(answers(0)).isEqualTo("{notes=passed, reads=passed ran}");
    write("elsewhere.txt", "three\n");
    assertThat(answers(0)).isEqualTo("{notes=passed, reads=passed}");
    Files.delete(project.resolve("src/b.txt"));
    assertThat(answers(0)).isEqualTo("{notes=passed, reads=passed}");
    assertThat(answers(0, "--force")).isEqualTo("{notes=passed ran, reads=passed ran}");
  }

  private boolean stands() {
    var terminal = terminal();
    return StandingCheck.isTold(new String[] {"check"}, terminal, Main.paint(terminal));
  }

  /// Files that were just written are not settled, so that their answer is not kept.
  private void makeItStand() throws InterruptedException {
    mic(0, "check");
    Thread.sleep(300);
    mic(0, "check");
    assertThat(stands()).isTrue();
  }

  @Test
  void anAnswerStandsForAsLongAsNothingRan() throws InterruptedException {
    makeItStand();
    assertThat(answers(0, "--only", "reads")).isEqualTo("{reads=passed}");
    assertThat(stands()).isTrue();
    assertThat(answers(0, "--only", "reads", "--force")).isEqualTo("{reads=passed ran}");
    assertThat(stands()).isFalse();
  }

  @Test
  void aCheckThatReadsAFileWhichIsNotItsInputFails() throws IOException {
    addCheck("sly", "src/**", "cat", "docs/note.md");
    assertThat(answers(1)).isEqualTo("{notes=passed ran, reads=passed ran, sly=failed ran}");
  }

  @Test
  void aKnownFailureIsShownAndRunsOnlyWhenThatIsAskedFor() throws IOException {
    addCheck("breaks", "src/**", "sh", "-c", "echo error: it broke; exit 3");
    assertThat(answers(1, "--only", "breaks")).isEqualTo("{breaks=failed ran}");
    assertThat(answers(1, "--only", "breaks")).isEqualTo("{breaks=failed}");
    assertThat(mic(1, "check", "--only", "breaks").out())
        .contains("error: it broke", "mic check log breaks", "--retry");
    assertThat(answers(1, "--only", "breaks", "--retry")).isEqualTo("{breaks=failed ran}");
    assertThat(mic(0, "check", "log", "breaks").out()).isEqualTo("error: it broke\n");
  }

  @Test
  void withoutACacheNothingIsLookedUpKeptOrSigned() {
    assertThat(answers(0, "--no-cache")).isEqualTo("{notes=passed ran, reads=passed ran}");
    assertThat(answers(0, "--no-cache")).isEqualTo("{notes=passed ran, reads=passed ran}");
    assertThat(temporary.resolve("home/.config/mic/keys")).doesNotExist();
    assertThat(answers(0)).isEqualTo("{notes=passed ran, reads=passed ran}");
  }

  @Test
  void theFirstRunMakesAKeyAndSaysSo() {
    assertThat(mic(0, "check").out() + mic(0, "check").err()).isNotEmpty();
    assertThat(temporary.resolve("home/.config/mic/keys/default.pem")).exists();
  }

  @Test
  void whyNamesTheFileOrTheSettingThatChanged() throws IOException {
    assertThat(mic(0, "check", "--why", "reads").out())
        .isEqualTo("reads has never been answered here\nIt will run.\n");
    mic(0, "check");
    assertThat(mic(0, "check", "--why", "reads").out())
        .contains("nothing that it may read or do has changed", "It is proved, and will not run.");
    write("src/a.txt", "one more\n");
    write("src/new.txt", "");
    assertThat(mic(0, "check", "--why", "reads").out())
        .contains("  changed src/a.txt\n  added src/new.txt\nIt will run.\n");
    assertThat(mic(0, "check", "--why", "notes").out()).contains("It is proved");
    var toml = Files.readString(project.resolve("mic.toml"));
    Files.writeString(project.resolve("mic.toml"), toml.replace("echo fine", "echo good"));
    assertThat(mic(0, "check", "--why", "notes").out()).contains("  run: [", "echo good");
  }

  @Test
  void theListSaysWhatIsKnown() throws IOException {
    addCheck("breaks", "src/**", "false");
    assertThat(mic(0, "check", "--list").out())
        .isEqualTo(
            """
            reads   open      grep one src/a.txt
            notes   open      sh -c test -s docs/note.md && echo fine
            breaks  open      false
            """);
    mic(1, "check");
    assertThat(mic(0, "check", "--list").out())
        .contains("reads   proved", "notes   proved", "breaks  fails");
  }

  @Test
  void whatIsAttestedVerifiesWithThePolicyThatNamesTheKey() throws IOException {
    mic(0, "key", "new");
    var lines = mic(0, "key", "export", "--format", "mic-toml", "default").out();
    Files.writeString(
        project.resolve("mic.toml"), Files.readString(project.resolve("mic.toml")) + "\n" + lines);
    mic(0, "check", "--attest", "proof.cose");
    assertThat(mic(0, "attest", "verify", "proof.cose").out()).contains("accept");
    Files.delete(project.resolve("proof.cose"));
    mic(0, "check", "--attest", "again.cose");
    assertThat(mic(0, "attest", "verify", "again.cose").out())
        .as("the same proof, without a run")
        .contains("accept");
    write("src/a.txt", "another\n");
    Files.move(project.resolve("again.cose"), temporary.resolve("again.cose"));
    assertThat(
            mic(1, "attest", "verify", "--tree", ".", temporary.resolve("again.cose").toString())
                .out())
        .contains("BIND_SRC");
  }

  @Test
  void damagedEvidenceIsNoProof() throws IOException {
    mic(0, "check");
    try (var files = Files.walk(temporary.resolve("home/.cache/mic/attestations"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
      }
    }
    assertThat(answers(0)).isEqualTo("{notes=passed ran, reads=passed ran}");
  }

  @Test
  void aCommandThatChangesItsInputsIsReportedAndNotRemembered() throws IOException {
    addCheck("writes", "src/**", "sh", "-c", "echo two > src/a.txt");
    assertThat(answers(0, "--only", "writes")).isEqualTo("{writes=passed ran}");
    assertThat(answers(0, "--only", "writes")).isEqualTo("{writes=passed ran}");
    assertThat(Files.readString(project.resolve("src/a.txt"))).isEqualTo("one\n");
  }

  @Test
  void ofTwoAtOnceOneRunsAndTheOtherTakesTheResult() throws IOException {
    addCheck("slow", "src/**", "sleep", "2");
    var env = new MachineEnv();
    var both = env.all("mic", List.of(1, 2), 2, _ -> answers(0, "--only", "slow"));
    assertThat(both).containsExactlyInAnyOrder("{slow=passed ran}", "{slow=passed}");
  }

  @Test
  void aDirectoryWithNothingToCheckSaysSo() throws IOException {
    Files.delete(project.resolve("mic.toml"));
    assertThat(mic(2, "check").err())
        .contains("there is no mic.toml in", "next: `mic init` writes a mic.toml");
  }

  @Test
  void aMistypedNameIsToldWithTheNearestOne() {
    assertThat(mic(2, "check", "--only", "raeds").err()).contains("did you mean reads?");
    assertThat(mic(2, "check", "--why", "nothing-like-it").err()).contains("mic check --list");
  }

  @Test
  void inputsThatMatchNothingAreAnError() throws IOException {
    addCheck("empty", "gone/**", "true");
    assertThat(mic(2, "check").err()).contains("check empty: no file matches [gone/**]");
  }

  @Test
  void anHonestRunIsTheSameWhenItIsRunAgain() throws IOException {
    mic(0, "check", "--attest", "../proof.cose");
    assertThat(mic(0, "verify", "--rebuild", "../proof.cose").out())
        .isEqualTo("reads: same\nnotes: same\n");
    write("src/a.txt", "one and two\n");
    assertThat(mic(2, "verify", "--rebuild", "../proof.cose").err())
        .contains("reads was run on other files", "--tree DIR");
  }

  @Test
  void aNewerFailureIsNotHiddenByAnOlderPass() throws IOException {
    // what it reads of the kernel is not in its key
    addCheck("coin", "src/**", "sh", "-c", "test $(( $(date +%s%N) / 1000000 % 2 )) = 0");
    boolean passed = false;
    boolean failed = false;
    for (int i = 0; i < 100 && !(passed && failed); i++) {
      var terminal = new ScriptedTerminal(project);
      terminal.environment.put("HOME", temporary.resolve("home").toString());
      terminal.environment.put("PATH", System.getenv("PATH"));
      boolean isPass = terminal.run("check", "--only", "coin", "--force") == 0;
      failed = !isPass && passed;
      passed |= isPass;
    }
    assertThat(answers(1, "--only", "coin")).isEqualTo("{coin=failed}");
  }

  @Test
  void aPassWithoutASandboxDoesNotCountOnceThereIsOne() throws IOException {
    addCheck("sly", "src/**", "cat", project.resolve("docs/note.md").toString());
    var bin = Files.createDirectories(temporary.resolve("bin"));
    for (var tool : List.of("sh", "cat", "env", "setsid", "sed", "sleep", "kill")) {
      var file = Path.of("/usr/bin", tool);
      if (Files.exists(file)) {
        Files.createSymbolicLink(bin.resolve(tool), file);
      }
    }
    var terminal = new ScriptedTerminal(project);
    terminal.environment.put("HOME", temporary.resolve("home").toString());
    terminal.environment.put("PATH", bin.toString());
    assertThat(terminal.run("check", "--only", "sly")).isZero();
    assertThat(terminal.out()).contains("commands run without a sandbox here");
    assertThat(answers(1, "--only", "sly")).isEqualTo("{sly=failed ran}");
  }

  @Test
  void aCommandThatOnlyTheAttestationNamesIsNotRun() throws IOException {
    addCheck("extra", "src/**", "true");
    mic(0, "check", "--only", "extra", "--attest", "../extra.cose");
    makeAProject();
    assertThat(mic(3, "verify", "--rebuild", "../extra.cose").err())
        .contains("it ran [\"true\"], which mic.toml here does not have", "--run-commands");
    assertThat(mic(0, "verify", "--rebuild", "../extra.cose", "--run-commands").out())
        .isEqualTo("extra: same\n");
  }

  @Test
  void whatIsTooLargeForOneAttestationIsSignedInSeveral() throws IOException {
    for (int i = 0; i < 24; i++) {
      addCheck("large" + i, "src/**", "true", "x".repeat(15_000));
    }
    assertThat(answers(0, "--attest", "../large.cose")).doesNotContain("failed");
    assertThat(Files.readAllLines(temporary.resolve("large.cose")))
        .hasSizeBetween(2, 4)
        .allMatch(line -> line.startsWith("mic1 "));
    assertThat(answers(0)).doesNotContain(" ran");
  }

  @Test
  void whatIsForOtherSystemsDoesNotStandInTheWay() throws IOException {
    Files.writeString(
        project.resolve("mic.toml"),
        Files.readString(project.resolve("mic.toml"))
            + """

            [check.mac]
            run = ["xcodebuild"]
            tools = ["no-such-xcodebuild"]
            inputs = ["gone/**"]
            systems = ["aarch64-darwin"]
            """);
    assertThat(answers(0)).isEqualTo("{notes=passed ran, reads=passed ran}");
    assertThat(mic(0, "check").out()).contains("mac is asked for on aarch64-darwin");
  }

  @Test
  void withoutSigningThereIsNothingToWrite() {
    assertThat(mic(2, "check", "--no-cache", "--attest", "x").err()).contains("--no-cache");
  }

  @Test
  void aReportThatCanNotBeWrittenIsToldBeforeAnythingRuns() {
    for (String option : List.of("--junit", "--attest")) {
      var terminal = mic(2, "check", option, "gone/report");
      assertThat(terminal.out()).isEmpty();
      assertThat(terminal.err()).contains("cannot write", "gone/report", "next: name a file");
    }
    mic(0, "check", "--junit", "../report.xml");
    assertThat(temporary.resolve("report.xml")).content().contains("<testcase", "name=\"reads\"");
  }

  @Test
  void aMissingToolIsToldWithItsCheckAndTheWayOn() throws IOException {
    addCheck("lint", "src/**", "no-such-linter");
    Files.writeString(
        project.resolve("mic.toml"),
        Files.readString(project.resolve("mic.toml")) + "tools = [\"no-such-linter\"]\n");
    assertThat(mic(2, "check").err())
        .contains("check lint: a tool was not found: no-such-linter", "mic check --only NAME");
    assertThat(answers(0, "--only", "reads")).isEqualTo("{reads=passed ran}");
  }
}
