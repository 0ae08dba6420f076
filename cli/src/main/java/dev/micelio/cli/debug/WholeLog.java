package dev.micelio.cli.debug;

import dev.micelio.cli.Call;
import dev.micelio.cli.objects.ProjectLog;
import dev.micelio.core.landing.HeadHint;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.StoredCommit;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A log that was read from its first position to its end, and is sound.
record WholeLog(long commits, Tail tail, HintFinding hint) {
  private static final int COMMITS_BETWEEN_PROGRESS = 256;

  /// Where it is not sound, the problem says up to which position it is.
  static WholeLog read(Call call, ProjectLog project) {
    // the hint first: the log may only be further than it
    boolean isThere = project.objects().head(ProjectKeys.HEAD) instanceof Lookup.Found;
    var hint = project.log().hint();
    var reading = new Reading(call, project, hint);
    try {
      reading.toTheEnd();
    } finally {
      call.progressEnds();
    }
    var finding = HintFinding.of(isThere, hint, reading.tail, reading.hinted);
    return new WholeLog(reading.commits, reading.tail, finding);
  }

  private static final class Reading {
    private final Call call;
    private final ProjectLog project;
    private final long hintPosition;
    private long commits;
    private Tail tail = Tail.EMPTY;
    private @Nullable Landing hinted;

    Reading(Call call, ProjectLog project, Optional<HeadHint> hint) {
      this.call = call;
      this.project = project;
      hintPosition = hint.map(HeadHint::position).orElse(0L);
    }

    void toTheEnd() {
      try {
        project.log().readOn(tail, this::see);
        project.log().requireEnd(tail);
      } catch (Problem problem) {
        throw problem.kind() == Problem.Kind.CORRUPT ? located(problem) : problem;
      }
    }

    private void see(StoredCommit stored) {
      var commit = stored.commit();
      for (var landing : commit.landings()) {
        if (landing.position() == hintPosition) {
          hinted = landing;
        }
      }
      var last = commit.last();
      tail = new Tail(last.position(), last.tree(), last.at(), stored.digest());
      if (++commits % COMMITS_BETWEEN_PROGRESS == 0) {
        call.progress("reading the log: position " + tail.position() + " …");
      }
    }

    /// Commits are read several at once, and what a damaged one says of itself need not tell which
    /// it is: so those before it are read again up to the first that fails by itself.
    private Problem located(Problem problem) {
      long sound;
      do {
        sound = tail.position();
        try {
          project.log().readOn(tail, this::see);
        } catch (Problem again) {
          if (again.kind() != Problem.Kind.CORRUPT) {
            throw again;
          }
        }
      } while (tail.position() > sound);
      return new Problem(
          problem.kind(),
          problem.code(),
          "the log is sound up to position %d, and no further: %s".formatted(sound, problem.what()),
          problem.next(),
          problem);
    }
  }
}
