package dev.micelio.cli;

import dev.micelio.cli.check.StandingCheck;
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
    var terminal = MachineTerminal.open();
    if (StandingCheck.isMeant(words) && StandingCheck.isTold(words, terminal, paint(terminal))) {
      return;
    }
    end(new Cli(terminal, Index.COMMANDS).run(words));
  }

  static Paint paint(Terminal terminal) {
    var options = new GlobalOptions(false, false, false, "auto", terminal.directory());
    return Paint.when(options.isColored(terminal.outIsTerminal(), terminal));
  }

  @TouchesTheMachine(because = "a process ends with the exit code of its command")
  private static void end(int exitCode) {
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
