package dev.micelio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.checks.process.LogCapture;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.result.CacheHome;
import dev.micelio.checks.result.KeepAnswer;
import dev.micelio.checks.result.KnownResult;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mic check log` and `mic check clean`, on results that were kept.
final class KeptChecksTest {
  private static final String PROJECT = "0f8fad5bd9cb469fa16570867728950e";
  private static final String SYSTEM = "riscv64-linux";
  @TempDir Path directory;

  @BeforeEach
  void makeAProject() throws IOException {
    Files.writeString(
        directory.resolve("mic.toml"),
        """
        [project]
        id = "%s"

        [check.unit]
        run = ["true"]
        """
            .formatted(PROJECT));
  }

  private static PackedLog log(String text) {
    var capture = new LogCapture(RunWatcher.NOBODY);
    capture.write(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
    return capture.finish();
  }

  private void keep(String question, long attempt, String text) {
    var log = log(text);
    var result =
        new KnownResult(
            Digest.of(question.getBytes(UTF_8)),
            ProjectId.parse(PROJECT),
            "unit",
            SYSTEM,
            Digest.of(new byte[1]),
            Digest.of(new byte[2]),
            Outcome.FAILED,
            1,
            attempt * 1000,
            attempt * 1000 + 20,
            Usage.UNKNOWN,
            Optional.empty(),
            Optional.of(log.log()),
            attempt,
            Optional.empty(),
            "");
    var results =
        LocalResults.open(new MachineEnv(), CacheHome.of(Map.of("HOME", directory.toString())));
    assertThat(results.keep(List.of(result), Optional.empty(), List.of(log)))
        .isEqualTo(new KeepAnswer.Kept());
  }

  private ScriptedTerminal mic(boolean terminal, int exitCode, String... words) {
    var ran = new ScriptedTerminal(directory, terminal);
    assertThat(ran.run(words)).as(() -> ran.out() + ran.err()).isEqualTo(exitCode);
    return ran;
  }

  private ScriptedTerminal log(int exitCode, String... more) {
    var words = new java.util.ArrayList<>(List.of("check", "log", "unit", "--system", SYSTEM));
    words.addAll(List.of(more));
    return mic(false, exitCode, words.toArray(String[]::new));
  }

  @Test
  void theLogOfTheNewestRunIsPrintedByteByByte() {
    keep("old", 1, "before\n");
    keep("new", 1, "first\n");
    keep("new", 2, "\u001b[31merror:\u001b[m it\tbroke\n");
    assertThat(log(0).out()).isEqualTo("\u001b[31merror:\u001b[m it\tbroke\n");
    assertThat(log(0, "--attempt", "1").out()).isEqualTo("first\n");
    assertThat(log(0, "--json").out())
        .isEqualTo(
            "{\"name\":\"unit\",\"system\":\"riscv64-linux\",\"outcome\":\"failed\",\"attempt\":2,"
                + "\"startedMs\":2000,\"durationMs\":20,"
                + "\"text\":\"\\u001b[31merror:\\u001b[m it\\tbroke\\n\"}\n");
    assertThat(log(2, "--attempt", "3").err())
        .isEqualTo("error: \"unit\" has no attempt 3 here\nnext: name one of 2, 1\n");
  }

  @Test
  void onATerminalALogMovesNoCursor() {
    keep("new", 1, "\u001b[2J\u001b[31merror:\u001b[m it\u0007\nrest\n");
    assertThat(mic(true, 0, "check", "log", "unit", "--system", SYSTEM).out())
        .isEqualTo("error: it\\u0007\nrest\n");
  }

  @Test
  void whereThereIsNoLogTheNextStepIsSaid() throws IOException {
    assertThat(log(2).err())
        .isEqualTo(
            """
            error: "unit" on riscv64-linux has not run here, or too long ago
            next: `mic check --only unit --force` runs it
            """);
    assertThat(mic(false, 2, "check", "log", "uint").err()).contains("did you mean unit?");
    keep("new", 1, "text\n");
    try (var logs = Files.list(directory.resolve(".cache/mic/logs"))) {
      Files.delete(logs.findFirst().orElseThrow());
    }
    assertThat(log(2).err())
        .isEqualTo(
            """
            error: the log of "unit" is not kept here any more
            next: `mic check --only unit --force` runs it again
            """);
  }

  @Test
  void cleaningSaysWhatItRemovedAndWhatIsLeft() {
    assertThat(mic(false, 0, "check", "clean").out())
        .isEqualTo("removed 0 files, 0 bytes; left are 0 files, 0 bytes\n");
    keep("new", 1, "text\n");
    assertThat(mic(false, 0, "check", "clean").out())
        .isEqualTo("removed 0 files, 0 bytes; left are 3 files, 12.0 KiB\n");
    assertThat(mic(false, 0, "check", "clean", "--all", "--json").out())
        .isEqualTo("{\"filesRemoved\":3,\"bytesRemoved\":12288,\"filesLeft\":0,\"bytesLeft\":0}\n");
    assertThat(log(2).err()).contains("has not run here");
  }
}
