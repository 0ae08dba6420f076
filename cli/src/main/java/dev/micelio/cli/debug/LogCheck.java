package dev.micelio.cli.debug;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.cli.Verb;
import dev.micelio.cli.objects.ProjectLog;
import picocli.CommandLine.Model.CommandSpec;

/// `mic debug log check`: proves that a landing log is whole.
public final class LogCheck implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    ProjectLog.describe(spec);
    spec.usageMessage()
        .description(
            """
            Reads the landing log of a project from position 1 to its end, and holds each
            commit against the one before it: the digest that it names, its position and
            its time. Then it says how much there is, where the log ends, and whether the
            head hint agrees with it. A hint may be behind: landings are cared for a
            little later than they land. It changes nothing of the project; in S3 it puts
            and removes some small objects, to see that the server keeps its promises.

            Exit codes: 0 sound, 1 the hint is wrong, 2 no such project, 4 cannot be
            reached, 5 the chain is broken: the error says behind which position.\
            """)
        .footer(
            "mic debug log check --objects dir:/srv/objects --project 0123…cdef",
            "mic debug log check --objects s3://bucket/team --project 0123…cdef --json");
  }

  @Override
  public Answer run(Call call) {
    try (var project = ProjectLog.open(call)) {
      var whole = WholeLog.read(call, project);
      call.say(text(whole, call.paint()));
      call.answer(json(project, whole));
      return whole.hint().isWrong() ? Answer.NO : Answer.DONE;
    }
  }

  private static String text(WholeLog whole, Paint paint) {
    var hint = whole.hint();
    var tail = whole.tail();
    String hintText = hint.isWrong() ? paint.bad(hint.sentence()) : hint.sentence();
    if (whole.commits() == 0) {
      return "nothing has landed\n\nhint      " + hintText + "\n";
    }
    return """
    %s %s with %s, each after the one before it

    position  %d
    tree      %s
    time      %s
    chain     %s
    hint      %s
    """
        .formatted(
            paint.good("sound:"),
            Counts.of(whole.commits(), "commit"),
            Counts.of(tail.position(), "landing"),
            tail.position(),
            tail.tree(),
            tail.at(),
            tail.chain(),
            hintText);
  }

  private static Json json(ProjectLog project, WholeLog whole) {
    var tail = whole.tail();
    return Json.object()
        .with("project", project.id().toString())
        .with("commits", whole.commits())
        .with("landings", tail.position())
        .with("position", tail.position())
        .with("tree", tail.tree().toString())
        .with("at", tail.at().toString())
        .with("chain", tail.chain().toString())
        .with("hint", whole.hint().json())
        .end();
  }
}
