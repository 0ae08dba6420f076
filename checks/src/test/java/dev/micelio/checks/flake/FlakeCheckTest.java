package dev.micelio.checks.flake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lib.check` and the flake of this project, evaluated and built by the real Nix, with a stand-in
/// for nixpkgs.
final class FlakeCheckTest {
  private static final String CHECKS = "#checks.x86_64-linux.";

  @TempDir Path directory;
  private FlakeNix nix;

  @BeforeEach
  void begin() throws Exception {
    nix = FlakeNix.in(directory);
    var here = Path.of(Objects.requireNonNull(FlakeCheckTest.class.getResource("user")).toURI());
    FlakeNix.copy(here, directory.resolve("user"));
    FlakeNix.copy(here.resolveSibling("nixpkgs"), directory.resolve("nixpkgs"));
    Files.createDirectories(directory.resolve("nixpkgs/busybox"));
    Files.copy(FlakeNix.busybox(), directory.resolve("nixpkgs/busybox/busybox"));
    FlakeNix.copy(FlakeNix.ROOT.resolve("nix"), directory.resolve("mic/nix"));
    Files.copy(FlakeNix.ROOT.resolve("flake.nix"), directory.resolve("mic/flake.nix"));
    Files.createDirectories(directory.resolve("user/src/sub"));
    Files.writeString(directory.resolve("user/src/a.txt"), "a\n");
    Files.writeString(directory.resolve("user/src/sub/b.txt"), "b\n");
    Files.writeString(directory.resolve("user/README.md"), "read me\n");
    Files.createSymbolicLink(directory.resolve("user/src/dangling"), Path.of("nowhere"));
  }

  private FlakeNix.Said flake(String verb, String where, String... more) throws Exception {
    String mic = "path:" + directory.resolve("mic");
    String nixpkgs = "path:" + directory.resolve("nixpkgs");
    boolean own = where.startsWith("mic#");
    var words =
        new ArrayList<>(
            List.of("nix", verb, "path:" + directory.resolve(where), "--no-write-lock-file"));
    words.addAll(List.of("--override-input", "nixpkgs", nixpkgs));
    if (!own) {
      words.addAll(List.of("--override-input", "mic", mic));
      words.addAll(List.of("--override-input", "mic/nixpkgs", nixpkgs));
    }
    words.addAll(List.of(more));
    return nix.ask(directory, words.toArray(String[]::new));
  }

  private String evaluated(String attribute) throws Exception {
    var said = flake("eval", "user" + CHECKS + attribute, "--raw");
    assertThat(said.exit()).as(said.err()).isZero();
    return said.out();
  }

  private String failed(String attribute) throws Exception {
    var said = flake("eval", "user" + CHECKS + attribute + ".drvPath", "--raw");
    assertThat(said.exit()).isEqualTo(1);
    return said.err();
  }

  /// By the one command that has the same arguments in every Nix.
  private FlakeNix.Said realised(String attribute) throws Exception {
    return nix.ask(directory, "nix-store", "--realise", evaluated(attribute + ".drvPath"));
  }

  @Test
  void aCheckThatPassesKeepsItsLogAndReports() throws Exception {
    var said = realised("passes");
    assertThat(said.exit()).as(said.err()).isZero();
    var run = Path.of(said.out().strip(), "run");
    assertThat(run.resolve("code")).hasContent("0");
    assertThat(run.resolve("log"))
        .hasContent("it says hello\nmic: the report missing.html was not made");
    assertThat(run.resolve("reports/reports/deep/a.xml")).hasContent("fine");
    assertThat(run.toRealPath()).hasToString(evaluated("passes.run.outPath"));
  }

  @Test
  void aCheckThatFailsFailsWithItsCodeAndKeepsTheReports() throws Exception {
    var said = realised("fails");
    assertThat(said.exit()).isEqualTo(100);
    String run = evaluated("fails.run.outPath");
    assertThat(said.err())
        .contains("to one", "to the other", "exit code 3", "fails failed with exit code 3", run)
        .doesNotContain("never");
    assertThat(Path.of(run, "code")).hasContent("3");
    assertThat(Path.of(run, "log")).hasContent("to one\nto the other");
    assertThat(Path.of(run, "reports/a report.xml")).hasContent("broken");
    var again = realised("fails");
    assertThat(again.exit()).isEqualTo(100);
    assertThat(again.err())
        .contains("fails failed with exit code 3")
        .doesNotContain("fails-run.drv");
  }

  @Test
  void aScriptEndsAtTheFirstCommandThatFails() throws Exception {
    var said = realised("stopsAtTheFirst");
    assertThat(said.exit()).isEqualTo(100);
    assertThat(said.err()).contains("exit code 1").doesNotContain("never");
  }

  @Test
  void aCommandMayBeWordsWithoutAShellBetween() throws Exception {
    assertThat(realised("words").exit()).isZero();
  }

  @Test
  void nixpkgsIsNotNeeded() throws Exception {
    assertThat(realised("withoutPkgs").exit()).isZero();
  }

  @Test
  void aLinkIsAnInputAsItIs() throws Exception {
    assertThat(realised("links").exit()).isZero();
  }

  @Test
  void whatIsNotDeclaredIsNotThere() throws Exception {
    assertThat(realised("undeclared").err()).contains("README.md").contains("exit code 1");
    assertThat(realised("takesAway").exit()).isZero();
    assertThat(realised("whole").exit()).isZero();
  }

  @Test
  void onlyAChangeOfAnInputMakesItAnotherCheck() throws Exception {
    String before = evaluated("passes.drvPath");
    String whole = evaluated("whole.drvPath");
    Files.writeString(directory.resolve("user/README.md"), "another\n");
    Files.createDirectories(directory.resolve("user/more/deep"));
    Files.writeString(directory.resolve("user/more/deep/er"), "another\n");
    assertThat(evaluated("passes.drvPath")).isEqualTo(before);
    assertThat(evaluated("whole.drvPath")).isNotEqualTo(whole);
    Files.writeString(directory.resolve("user/src/sub/b.txt"), "another\n");
    assertThat(evaluated("passes.drvPath")).isNotEqualTo(before);
  }

  @Test
  void saltMakesItRunAgain() throws Exception {
    assertThat(evaluated("salted.drvPath")).isNotEqualTo(evaluated("saltedAgain.drvPath"));
  }

  @Test
  void wrongUseIsSaidWhenItIsEvaluated() throws Exception {
    assertThat(failed("nothing")).contains("matches the inputs [\"none/**\"]");
    assertThat(failed("wrongInputs"))
        .contains("pattern 1 (src/): write src/** for what lies below it")
        .contains("pattern 2 (a?): it has a ?");
    assertThat(failed("wrongVariable")).contains("env can not set [\"PATH\"]");
    assertThat(failed("wrongReport")).contains("below the directory of the check: [\"../up\"]");
  }

  @Test
  void aFlakeSaysWhichInputsACheckHas() throws Exception {
    assertThat(flake("eval", "user" + CHECKS + "takesAway.passthru.mic.inputs", "--json").out())
        .contains("[\"src/**\",\"!src/sub/**\"]");
  }

  @Test
  void theChecksOfThisProjectPass() throws Exception {
    for (String name : new String[] {"mic", "mic-sim", "mvnw"}) {
      Files.copy(FlakeNix.ROOT.resolve(name), directory.resolve("mic/" + name));
    }
    FlakeNix.copy(FlakeNix.ROOT.resolve(".mvn"), directory.resolve("mic/.mvn"));
    Files.createDirectories(directory.resolve("mic/s3"));
    Files.copy(FlakeNix.ROOT.resolve("s3/ceph"), directory.resolve("mic/s3/ceph"));
    var names = flake("eval", "mic#checks.x86_64-linux", "--json", "--apply", "builtins.attrNames");
    assertThat(names.out()).as(names.err()).contains("[\"patterns\",\"scripts\"]");
    for (String name : new String[] {"patterns", "scripts"}) {
      var said = flake("build", "mic" + CHECKS + name, "--no-link", "-L");
      assertThat(said.exit()).as(said.err()).isZero();
    }
  }

  @Test
  void theTemplateIsAFlakeWhoseCheckPasses() throws Exception {
    var locked =
        nix.ask(
            directory.resolve("mic"),
            "nix",
            "flake",
            "lock",
            "path:" + directory.resolve("mic"),
            "--override-input",
            "nixpkgs",
            "path:" + directory.resolve("nixpkgs"));
    assertThat(locked.exit()).as(locked.err()).isZero();
    var project = Files.createDirectories(directory.resolve("project"));
    var made = nix.ask(project, "nix", "flake", "init", "-t", "path:" + directory.resolve("mic"));
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(project.resolve("README.md")).exists();
    var said = flake("build", "project" + CHECKS + "readme", "--no-link", "-L");
    assertThat(said.exit()).as(said.err()).isZero();
  }
}
