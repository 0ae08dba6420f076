package dev.micelio.checks.command;

import dev.micelio.core.env.MachineEnv;
import java.nio.file.Path;

/// A process that runs a command check, to be killed.
final class CommandMain {
  private CommandMain() {}

  public static void main(String[] arguments) {
    new Runs(new MachineEnv(), Path.of(arguments[0]), Path.of(arguments[1])).run(arguments[2]);
  }
}
