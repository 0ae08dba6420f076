package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.SecretKey;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.checks.testkit.FixtureFlake;
import dev.micelio.checks.testkit.OwnNix;
import dev.micelio.core.env.MachineEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `mic check` on a flake, with a real Nix and its sandbox.
@Timeout(300)
@Tag("slow")
final class NixCheckCommandsTest {
  private static final Pattern ANSWER =
      Pattern.compile(
          "\\{\"name\":\"([^\"]+)\",\"system\":\"[^\"]+\",\"outcome\":\"([^\"]+)\",\"ran\":(true|false)");

  @TempDir Path temporary;
  private OwnNix nix;
  private FixtureFlake flake;

  @BeforeEach
  void makeAFlake() throws IOException {
    nix = OwnNix.in(temporary.resolve("nix"));
    flake = FixtureFlake.in(temporary.resolve("a flake"));
    flake.write(
        "mic.toml",
        """
        [project]
        id = "0f8fad5bd9cb469fa16570867728950e"

        [check.pass]
        inputs = ["flake.nix", "tools/**"]
        [check.fail]
        inputs = ["flake.nix", "tools/**"]
        [check.slow]
        inputs = ["flake.nix", "tools/**"]
        timeout = "2s"
        [check.dependent]
        inputs = ["flake.nix", "tools/**"]
        [check.fails-dependency]
        attr = "checks.{system}.failsDependency"
        inputs = ["flake.nix", "tools/**"]
        [check.filtered]
        inputs = ["flake.nix", "tools/**", "src/**"]
        [check.whole]
        [check.undeclared]
        inputs = ["flake.nix", "tools/**", "src/a.txt"]
        [check.irreproducible]
        inputs = ["flake.nix", "tools/**"]
        [check.forger]
        inputs = ["flake.nix", "tools/**"]
        [check.liar]
        inputs = ["flake.nix", "tools/**"]
        [check.eval-error]
        attr = "checks.{system}.evalError"
        inputs = ["flake.nix", "tools/**"]
        [check.hash-mismatch]
        attr = "checks.{system}.hashMismatch"
        inputs = ["flake.nix", "tools/**"]
        """);
  }

  private ScriptedTerminal mic(int exitCode, String... words) {
    var terminal = new ScriptedTerminal(flake.directory());
    terminal.environment.putAll(nix.environment());
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private Map<String, String> answers(int exitCode, String... more) {
    var words = new ArrayList<>(List.of("check", "--json"));
    words.addAll(List.of(more));
    var lines = mic(exitCode, words.toArray(String[]::new)).out().lines().toList();
    assertThat(lines)
        .as("what this machine did to it")
        .noneMatch(line -> line.contains("\"outcome\":\"infrastructure\""));
    var answers = new TreeMap<String, String>();
    var matcher = ANSWER.matcher(lines.getLast());
    while (matcher.find()) {
      answers.put(
          matcher.group(1), matcher.group(2) + (matcher.group(3).equals("true") ? " ran" : ""));
    }
    return answers;
  }

  @Test
  void everyOutcomeIsRightAndNothingIsAskedTwice() throws IOException {
    assertThat(answers(1))
        .hasToString(
            "{dependent=passed ran, eval-error=evaluation-error ran, fail=failed ran,"
                + " fails-dependency=dependency-failed ran, filtered=passed ran, forger=failed ran,"
                + " hash-mismatch=hash-mismatch ran, irreproducible=passed ran, liar=passed ran,"
                + " pass=passed ran, slow=timed-out ran, undeclared=failed ran, whole=passed ran}");
    assertThat(answers(1).values()).noneMatch(answer -> answer.endsWith("ran"));

    flake.write("docs/notes.md", "other notes\n");
    var afterNotes = answers(1);
    assertThat(afterNotes).containsEntry("whole", "passed ran").containsEntry("pass", "passed");
    afterNotes.remove("whole");
    assertThat(afterNotes.values()).noneMatch(answer -> answer.endsWith("ran"));

    flake.write("src/c.txt", "what filtered leaves out\n");
    var afterC = answers(0, "--only", "filtered", "--only", "pass");
    assertThat(afterC)
        .as("other files lead to the same derivation")
        .hasToString("{filtered=passed, pass=passed}");

    flake.write("src/a.txt", "other a\n");
    assertThat(answers(0, "--only", "filtered", "--only", "pass"))
        .hasToString("{filtered=passed ran, pass=passed}");
  }

  @Test
  void whatRanIsProvedAgainByRebuilding() throws Exception {
    mic(
        1,
        "check",
        "--only=pass",
        "--only=irreproducible",
        "--only=fail",
        "--attest",
        "../proof.cose");
    assertThat(mic(0, "verify", "--rebuild", "../proof.cose").out())
        .contains("pass: same\n", "irreproducible: same verdict, outputs differ\n", "fail: same\n");

    Files.write(
        temporary.resolve("forged.cose"),
        forged(Files.readAllBytes(temporary.resolve("proof.cose"))));
    assertThat(mic(1, "verify", "--rebuild", "../forged.cose", "--only", "fail").out())
        .contains("fail: verdict differs\n  said: pass\n  here: failed");
  }

  /// The same run, in which everything passed, signed by somebody.
  private static byte[] forged(byte[] attestation) throws Exception {
    var unverified = Unverified.read(attestation);
    var run =
        (CheckRun) Statement.read(unverified.headers().type(), unverified.payload(), new Reasons());
    var passed = run.checks().stream().map(NixCheckCommandsTest::asPass).toList();
    var env = new MachineEnv();
    return new Attestor(env, SecretKey.generate(env), "somebody", Duration.ofDays(1))
        .attest(
            new CheckRun(
                run.project(),
                run.tree(),
                run.base(),
                run.session(),
                run.machine(),
                passed,
                List.of()));
  }

  private static Check asPass(Check check) {
    return new Check(
        check.name(),
        check.key(),
        check.system(),
        check.inputs(),
        check.src(),
        Check.Result.PASS,
        0,
        check.attempt(),
        check.prior(),
        check.started(),
        check.finished(),
        check.log(),
        check.action());
  }

  @Test
  void aFlakeWithoutAMicTomlHasItsChecksReadFromTheWholeTree() throws IOException {
    Files.delete(flake.directory().resolve("mic.toml"));
    assertThat(answers(0, "--only", "pass", "--only", "whole"))
        .hasToString("{pass=passed ran, whole=passed ran}");
    assertThat(answers(0, "--only", "pass", "--only", "whole"))
        .hasToString("{pass=passed, whole=passed}");
    flake.write("docs/notes.md", "other notes\n");
    assertThat(answers(0, "--only", "pass", "--only", "whole"))
        .as("pass is built from the same derivation, whole from another")
        .hasToString("{pass=passed, whole=passed ran}");
  }

  @Test
  void withoutNixTheMessageSaysWhatToInstall() {
    var terminal = new ScriptedTerminal(flake.directory());
    terminal.environment.put("HOME", temporary.resolve("home").toString());
    terminal.environment.put("PATH", "/nowhere");
    assertThat(terminal.run("check", "--only", "pass")).isEqualTo(4);
    assertThat(terminal.out() + terminal.err()).contains("Nix is not installed", "nixos.org");
  }
}
