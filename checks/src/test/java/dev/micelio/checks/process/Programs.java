package dev.micelio.checks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.MachineEnv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Real programs for the tests.
public final class Programs {
  public static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

  private Programs() {}

  public static Processes withGrace(Duration grace) {
    return new Processes(new MachineEnv(), grace);
  }

  public static Launch script(Path directory, String script) {
    return new Launch(
        List.of("/bin/sh", "-c", script),
        directory,
        ENVIRONMENT,
        Duration.ofSeconds(60),
        Long.MAX_VALUE);
  }

  static Launch within(Launch launch, Duration timeout) {
    return new Launch(
        launch.argv(), launch.directory(), launch.environment(), timeout, launch.outputBytesMax());
  }

  static Launch printing(Launch launch, long outputBytesMax) {
    return new Launch(
        launch.argv(), launch.directory(), launch.environment(), launch.timeout(), outputBytesMax);
  }

  static String output(Processes processes, Launch launch) {
    var out = new ByteArrayOutputStream();
    processes.run(launch, out, new Cancellation());
    return out.toString(UTF_8);
  }

  /// How many processes there are with this text in their command line.
  public static long running(String text) {
    return count(line -> line.contains(text));
  }

  /// Whether exactly this command runs.
  static boolean runs(String command) {
    return count(line -> line.strip().equals(command)) > 0;
  }

  private static long count(Predicate<String> lines) {
    try (var processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(p -> p.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(p -> lines.test(commandLine(p)))
          .count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), UTF_8).replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  public static boolean within(Duration time, BooleanSupplier state) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }
}
