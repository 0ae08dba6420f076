package dev.micelio.checks.process;

import java.io.OutputStream;
import java.nio.file.Path;

/// A process that runs a script on a leash, to be killed.
final class LeashedMain {
  private LeashedMain() {}

  public static void main(String[] arguments) {
    var launch = Programs.script(Path.of("/"), arguments[0]);
    new Processes(new dev.micelio.core.env.MachineEnv())
        .run(launch, OutputStream.nullOutputStream(), new Cancellation());
  }
}
