package dev.micelio.checks.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script under the shells that a system may have as its own.
class LeashTest {
  @TempDir Path directory;

  private Process start(String shell, String script) throws Exception {
    var words = List.of(shell.split(" "));
    assumeTrue(Files.isExecutable(Path.of(words.getFirst())), shell);
    var command = new ArrayList<>(List.of("/usr/bin/setsid"));
    command.addAll(words);
    command.addAll(List.of("-c", Leash.SCRIPT, "mic", directory.resolve("times").toString()));
    command.add("");
    command.add(Leash.taking(Programs.ENVIRONMENT.keySet()));
    command.addAll(List.of("/bin/sh", "-c", script));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    Programs.ENVIRONMENT.forEach((n, value) -> builder.environment().put(Leash.PREFIX + n, value));
    return builder.start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh", "/usr/bin/busybox sh"})
  void theExitCodeAndTheOutputAreTheProgramsOwn(String shell) throws Exception {
    var process = start(shell, "env; echo more >&2; kill -9 $$");

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
        .filteredOn(line -> !line.startsWith("PWD="))
        .containsExactly("PATH=" + Programs.ENVIRONMENT.get("PATH"), "more");
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(ProcessorTimes.take(directory.resolve("times"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh", "/usr/bin/busybox sh"})
  void whatIsLeftEndsWithIt(String shell) throws Exception {
    String sleep = "sleep " + (System.nanoTime() % 1_000_000 + 6_000_000);
    var process = start(shell, "timeout 4000 %1$s & %1$s & sleep 0.2; exit 3".formatted(sleep));

    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(Programs.within(Duration.ofSeconds(20), () -> !Programs.runs(sleep))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh", "/usr/bin/busybox sh"})
  void theEndOfItsInputEndsAll(String shell) throws Exception {
    String sleep = "sleep " + (System.nanoTime() % 1_000_000 + 6_000_000);
    var process = start(shell, "trap '' TERM; %1$s; %1$s".formatted(sleep));
    assertThat(Programs.within(Duration.ofSeconds(20), () -> Programs.runs(sleep))).isTrue();

    process.getOutputStream().close();

    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(Programs.running(sleep)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh", "/usr/bin/busybox sh"})
  void whatLeftItsSessionEndsThoughTheEndOfItsParentEndsTheLeash(String shell) throws Exception {
    for (int round = 0; round < 20; round++) {
      String sleep = "sleep " + (System.nanoTime() % 1_000_000 + 6_000_000);
      var process = start(shell, "setsid -w " + sleep);
      assertThat(Programs.within(Duration.ofSeconds(20), () -> Programs.runs(sleep))).isTrue();

      process.getOutputStream().close();

      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(Programs.within(Duration.ofSeconds(20), () -> !Programs.runs(sleep))).isTrue();
    }
  }
}
