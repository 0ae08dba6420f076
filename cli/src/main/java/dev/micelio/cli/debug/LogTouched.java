package dev.micelio.cli.debug;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.cli.Verb;
import dev.micelio.cli.objects.ProjectLog;
import dev.micelio.core.history.History;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.Quoted;
import dev.micelio.core.tree.TreePath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `mic debug log touched`: which landings touched a path.
public final class LogTouched implements Verb {
  private static final int LIMIT_USUAL = 20;

  /// Of a goal's first line so much is shown to people.
  private static final int GOAL_CHARACTERS_MAX = 100;

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .arity("1")
            .required(true)
            .paramLabel("PATH")
            .description("a file or directory of the project, from its top: src/main")
            .build());
    ProjectLog.describe(spec);
    spec.addOption(
        OptionSpec.builder("--limit")
            .type(Integer.class)
            .paramLabel("N")
            .description("at most so many, %d unless told".formatted(LIMIT_USUAL))
            .build());
    spec.usageMessage()
        .description(
            """
            Prints the landings that changed a file, or something below a directory, the
            newest first: position, time, session and the first line of its goal. The
            answer is exact whether or not segments and roll-ups are there and right;
            without them it takes longer.

            Exit codes: 0, also where no landing touched it, 2 no such project, 4 cannot
            be reached, 5 damaged.\
            """)
        .footer(
            "mic debug log touched src/main --objects dir:/srv/objects --project 0123…cdef",
            "mic debug log touched README.md --limit 1 --objects dir:objects --project 0123…cdef");
  }

  @Override
  public Answer run(Call call) {
    int limit = limit(call);
    var path = new TreePath(call.given().matchedPositionalValue(0, ""));
    try (var project = ProjectLog.open(call)) {
      var log = project.log();
      long upTo = log.tail().position();
      var landings =
          new History(call.env(), project.objects(), log, log::chainAt).touches(path, upTo, limit);
      call.say(text(path, landings, call.paint()));
      if (landings.size() == limit && !call.isQuiet()) {
        call.say(call.paint().faint("there may be more: --limit says how many") + "\n");
      }
      call.answer(
          Json.object()
              .with("project", project.id().toString())
              .with("path", path.text())
              .with("position", upTo)
              .with("landings", Json.array(landings, LogTouched::json))
              .end());
      return Answer.DONE;
    }
  }

  private static int limit(Call call) {
    @Nullable Integer limit = call.given().matchedOptionValue("--limit", (Integer) null);
    if (limit == null) {
      return LIMIT_USUAL;
    }
    if (limit < 1 || limit > History.PAGE_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--limit is %d, not between 1 and %d".formatted(limit, History.PAGE_MAX),
          "give a number of landings in between");
    }
    return limit;
  }

  private static String text(TreePath path, List<Landing> landings, Paint paint) {
    if (landings.isEmpty()) {
      return "no landing touched " + Quoted.ifNeeded(path.text()) + "\n";
    }
    // the newest has the longest number
    int width = Long.toString(landings.getFirst().position()).length();
    var out = new StringBuilder();
    for (var landing : landings) {
      out.append(("%" + width + "d").formatted(landing.position()))
          .append("  ")
          .append(Instant.ofEpochMilli(landing.at().millis()).truncatedTo(ChronoUnit.SECONDS))
          .append("  ")
          .append(paint.faint(landing.session().toString()))
          .append("  ")
          .append(shown(firstLine(landing.goal())))
          .append('\n');
    }
    return out.toString();
  }

  private static String firstLine(String goal) {
    return goal.lines().findFirst().orElse("");
  }

  private static String shown(String line) {
    boolean isLong = line.codePointCount(0, line.length()) > GOAL_CHARACTERS_MAX;
    return isLong
        ? Quoted.ifNeeded(line.substring(0, line.offsetByCodePoints(0, GOAL_CHARACTERS_MAX))) + "…"
        : Quoted.ifNeeded(line);
  }

  private static Json json(Landing landing) {
    return Json.object()
        .with("position", landing.position())
        .with("at", landing.at().toString())
        .with("session", landing.session().toString())
        .with("principal", landing.author().principal())
        .with("agent", landing.author().agent())
        .with("goal", firstLine(landing.goal()))
        .end();
  }
}
