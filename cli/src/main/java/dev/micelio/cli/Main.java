package dev.micelio.cli;

import dev.micelio.core.env.TouchesTheMachine;

/// Where the machine starts mic. `--version` alone takes the shortest way there is, because scripts
/// and editors ask it often.
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    if (words.length == 1 && words[0].equals("--version")) {
      end(MachineTerminal.printLine(Build.version()));
      return;
    }
    end(new Cli(MachineTerminal.open(), Index.COMMANDS).run(words));
  }

  @TouchesTheMachine(because = "a process ends with the exit code of its command")
  private static void end(int exitCode) {
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
