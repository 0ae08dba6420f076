package dev.micelio.sim;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.env.TouchesTheMachine;
import dev.micelio.core.problem.Problem;
import java.io.PrintStream;
import java.nio.file.Path;

/// The command `mic-sim`.
public final class Main {
  private Main() {}

  @TouchesTheMachine(because = "a process ends with the exit code of its command")
  public static void main(String[] words) {
    System.exit(run(words, System.out, System.err));
  }

  static int run(String[] words, PrintStream out, PrintStream err) {
    try {
      var arguments = Arguments.parse(words);
      if (arguments.help()) {
        out.print(Arguments.USAGE);
        return 0;
      }
      var root = Path.of(System.getProperty("project.root", "."));
      var report = arguments.json() ? new JsonReport(out) : new TextReport(out);
      return new Runs(new MachineEnv(), arguments, report, root).run();
    } catch (Problem problem) {
      err.println("error: " + problem.what());
      err.println("next: " + problem.next());
      return problem.exitCode();
    }
  }
}
