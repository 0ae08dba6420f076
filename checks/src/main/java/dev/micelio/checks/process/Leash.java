package dev.micelio.checks.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The script that a program runs under, and the orders that it takes.
final class Leash {
  static final String SCRIPT = script();

  /// What ps shows of it, and what it calls itself where it can not start the program.
  private static final String NAME = "mic";

  /// Before the names of the program's variables as long as they are not its own, so that none of
  /// them changes how the leash itself runs.
  static final String PREFIX = "MIC_";

  private static final List<Path> SETSID =
      List.of(
          Path.of("/usr/bin/setsid"),
          Path.of("/bin/setsid"),
          Path.of("/run/current-system/sw/bin/setsid"));

  private final Process process;

  private Leash(Process process) {
    this.process = process;
  }

  /// Starts a program. `times` is the file into which the leash puts what it took.
  static Leash start(Launch launch, Path times, boolean errorsApart) throws IOException {
    var command = new ArrayList<String>();
    // where there is none, what leaves its parents can not be found
    SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(s -> command.add("" + s));
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, NAME, times.toString()));
    command.add(launch.box() ? "box" : "");
    command.add(taking(launch.environment().keySet()));
    command.addAll(launch.argv());
    var builder =
        new ProcessBuilder(command)
            .directory(launch.directory().toFile())
            .redirectErrorStream(!errorsApart);
    builder.environment().clear();
    launch.environment().forEach((name, value) -> builder.environment().put(PREFIX + name, value));
    return new Leash(builder.start());
  }

  /// What a shell does to have these variables under their own names. The short ones come first,
  /// lest one takes the place of another that is still to come.
  static String taking(Collection<String> variables) {
    return variables.stream()
        .sorted(Comparator.comparingInt(String::length))
        .map(name -> "command export %1$s=\"$%2$s%1$s\"; unset %2$s%1$s".formatted(name, PREFIX))
        .collect(Collectors.joining("\n"));
  }

  private static String script() {
    try (var in = Leash.class.getResourceAsStream("leash.sh")) {
      if (in == null) {
        throw new IllegalStateException("leash.sh is not beside its class");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("leash.sh can not be read", e);
    }
  }

  Process process() {
    return process;
  }

  void term() {
    order("t\n");
  }

  void kill() {
    order("k\n");
  }

  private void order(String line) {
    try {
      OutputStream leash = process.getOutputStream();
      leash.write(line.getBytes(US_ASCII));
      leash.flush();
    } catch (IOException _) {
      // there is nobody any more who could take it
    }
  }

  /// When nothing else helps.
  void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  void letGo() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // it is gone already
    }
  }
}
