package dev.micelio.checks.command;

import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Launch;
import dev.micelio.checks.process.Processes;
import dev.micelio.core.env.Env;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What keeps from a command everything that it did not ask for.
public sealed interface Isolation permits Bubblewrap, NoIsolation {

  /// As an attestation says it: `bwrap` or `none`.
  String word();

  /// Runs the command of a question in a place.
  Launch launch(Place place, Question.Command question, Duration timeout, long outputBytesMax);

  /// Bubblewrap where it is there and this system lets it work, which is tried once; else none.
  static Isolation find(Env env, Map<String, String> environment, Processes processes) {
    return SearchPath.of(environment)
        .find("bwrap")
        .map(program -> new Bubblewrap(program, home(environment)))
        .filter(bubblewrap -> bubblewrap.works(processes))
        .<Isolation>map(bubblewrap -> bubblewrap)
        .orElseGet(NoIsolation::new);
  }

  private static Path home(Map<String, String> environment) {
    var home = Path.of(environment.getOrDefault("HOME", "/root"));
    try {
      return home.isAbsolute() ? home.toRealPath() : Path.of("/root");
    } catch (IOException _) {
      return home; // there is nothing to hide
    }
  }
}
