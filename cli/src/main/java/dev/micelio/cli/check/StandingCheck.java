package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.result.CacheHome;
import dev.micelio.checks.standing.StandingAnswers;
import dev.micelio.checks.standing.Surroundings;
import dev.micelio.cli.Build;
import dev.micelio.cli.Paint;
import dev.micelio.cli.Terminal;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `mic check` where nothing has changed since everything passed: says so, from what was kept.
/// Every `mic check` comes here before its words are parsed, so this loads no more than it needs:
/// no lambda, no stream, no `switch` over types.
public final class StandingCheck {
  private StandingCheck() {}

  /// Whether these words ask for nothing that a kept answer could not say.
  public static boolean isMeant(String[] words) {
    if (words.length == 0 || !words[0].equals("check")) {
      return false;
    }
    for (int i = 1; i < words.length; i++) {
      if (!isJson(words[i]) && !words[i].equals("-q") && !words[i].equals("--quiet")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isJson(String word) {
    return word.equals("--json");
  }

  /// Prints the answer that stands, if there is one; else nothing at all.
  public static boolean isTold(String[] words, Terminal terminal, Paint paint) {
    boolean json = false;
    for (String word : words) {
      json |= isJson(word);
    }
    var place = ProjectPlace.above(terminal.directory().normalize());
    if (place == null) {
      return false;
    }
    Optional<Event.Summary> summary;
    try {
      var home = CacheHome.of(terminal.environment());
      summary = answers(terminal.env(), home).ask(place.directory(), terminal.environment());
    } catch (Problem _) { // there is no place to keep anything
      return false;
    }
    if (summary.isEmpty()) {
      return false;
    }
    terminal.out(
        json ? SummaryJson.of(summary.get()) + "\n" : SummaryText.of(paint, summary.get()));
    return true;
  }

  static StandingAnswers answers(Env env, Path home) {
    return new StandingAnswers(env, home, Build.version() + " " + Build.commit());
  }

  /// What an answer rests on in any case: this mic, and what makes the directory a project.
  static void watch(Surroundings surroundings, Path directory) {
    surroundings
        .file(directory.resolve(ProjectPlace.DEFINITION))
        .file(directory.resolve(ProjectPlace.FLAKE));
    @Nullable String mic = System.getProperty("mic.home");
    if (mic != null) {
      surroundings.file(Path.of(mic, "lib", "mic.jar"));
    }
  }
}
