package dev.micelio.cli.debug;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Verb;
import dev.micelio.cli.objects.ProjectLog;
import dev.micelio.core.history.HistoryBuilder;
import dev.micelio.core.landing.Caretaker;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Patience;
import dev.micelio.core.landing.ProjectNodes;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.session.Sessions;
import dev.micelio.core.tree.Tree;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/// `mic debug log rebuild`: brings up to date what is made from a landing log. Every part of it may
/// be done by several at once and while sessions land, and whatever was done before it was stopped
/// need not be done again.
public final class LogRebuild implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    ProjectLog.describe(spec);
    spec.usageMessage()
        .description(
            """
            Checks the landing log as `mic debug log check` does, and then brings up to
            date all that is made from it. Of landings behind the head hint it copies the
            nodes of their trees, tells their sessions that they landed, and moves the
            hint. Segments and roll-ups are compared with the log, each one: what is
            missing is added, what is wrong is replaced. A wrong hint is taken away first,
            so that every landing is cared for again.

            The log itself never changes, and where it is not sound, nothing does.
            Sessions may land meanwhile.

            Exit codes: 0 all is up to date, 2 no such project, 4 cannot be reached, 5
            the chain is broken: the error says behind which position.\
            """)
        .footer(
            "mic debug log rebuild --objects dir:/srv/objects --project 0123…cdef",
            "mic debug log rebuild --objects s3://bucket/team --project 0123…cdef --json");
  }

  /// What was done.
  private record Done(WholeLog before, long caredFor, Tail tail, HistoryBuilder.Rebuilt history) {}

  @Override
  public Answer run(Call call) {
    try (var project = ProjectLog.open(call)) {
      var done = rebuild(call, project);
      call.say(text(done));
      call.answer(json(project, done));
      return Answer.DONE;
    } finally {
      call.progressEnds();
    }
  }

  private static Done rebuild(Call call, ProjectLog project) {
    var before = WholeLog.read(call, project);
    if (before.hint().isWrong() && before.commits() > 0) { // else no right one would take its place
      takeAwayHint(project);
    }
    var caredFor = new AtomicLong();
    var told = told(call, project);
    Consumer<Landing> landed =
        landing -> {
          told.accept(landing);
          call.progress("caring for position " + landing.position() + " …");
          caredFor.incrementAndGet();
        };
    var tail = new Caretaker(call.env(), project.objects(), landed, _ -> {}, Patience.USUAL).run();
    call.progress("comparing segments and roll-ups …");
    var log = project.log();
    var history =
        new HistoryBuilder(call.env(), project.objects(), log, log::chainAt)
            .rebuild(tail.position());
    return new Done(before, caredFor.get(), tail, history);
  }

  private static Consumer<Landing> told(Call call, ProjectLog project) {
    var sessions = new Sessions(call.env(), project.objects(), project.id());
    var nodes = new ProjectNodes(call.env(), project.objects(), project.log());
    var tree = new Tree(Tail.EMPTY.tree(), nodes);
    return landing -> sessions.markLanded(landing, tree);
  }

  /// Nobody goes by an object that is too short for a hint, and every object store can replace one
  /// on a condition, which not every one can with a removal. Lost means that another one has moved
  /// it.
  private static void takeAwayHint(ProjectLog project) {
    if (project.objects().head(ProjectKeys.HEAD) instanceof Lookup.Found found) {
      project
          .objects()
          .put(ProjectKeys.HEAD, Body.of(new byte[0]), Condition.matches(found.version()));
    }
  }

  private static String text(Done done) {
    var history = done.history();
    return """
    log       %s with %s, each after the one before it
    landings  %s
    hint      was %s; is %s
    history   %d right, %d added, %d replaced
    """
        .formatted(
            Counts.of(done.before().commits(), "commit"),
            Counts.of(done.before().tail().position(), "landing"),
            done.caredFor() == 0
                ? "all cared for before"
                : "%d cared for: nodes copied, sessions told".formatted(done.caredFor()),
            done.before().hint().sentence(),
            done.tail().position() == 0 ? "as it was" : "at position " + done.tail().position(),
            history.right(),
            history.added(),
            history.replaced());
  }

  private static Json json(ProjectLog project, Done done) {
    var history = done.history();
    return Json.object()
        .with("project", project.id().toString())
        .with("commits", done.before().commits())
        .with("landings", done.before().tail().position())
        .with("caredFor", done.caredFor())
        .with("hintBefore", done.before().hint().json())
        .with("position", done.tail().position())
        .with(
            "history",
            Json.object()
                .with("right", history.right())
                .with("added", history.added())
                .with("replaced", history.replaced())
                .end())
        .end();
  }
}
