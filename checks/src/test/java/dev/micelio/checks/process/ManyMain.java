package dev.micelio.checks.process;

import dev.micelio.core.env.MachineEnv;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A process that runs many programs at once, none of which ends by itself.
final class ManyMain {
  private ManyMain() {}

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    var processes = Programs.withGrace(Duration.ofMillis(500));
    var launch =
        Programs.within(Programs.script(Path.of(arguments[1]), "sleep 40"), Duration.ofSeconds(1));
    new MachineEnv()
            .all(
                "many",
                IntStream.range(0, count).boxed().toList(),
                count,
                _ ->
                    processes
                        .run(launch, OutputStream.nullOutputStream(), new Cancellation())
                        .how())
            .stream()
            .collect(Collectors.groupingBy(how -> how, Collectors.counting()))
            .forEach((how, times) -> System.out.println(times + " " + how));
  }
}
