package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.run.RunOptions;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.NodesInMemory;
import java.time.Duration;
import java.util.Optional;

/// Checks, and checks again whenever the files have become others, until mic is stopped. Each round
/// reads everything anew, mic.toml too.
final class Watching {
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final Call call;
  private final CheckView view;
  private final Cancellation cancellation;

  Watching(Call call, CheckView view, Cancellation cancellation) {
    this.call = call;
    this.view = view;
    this.cancellation = cancellation;
  }

  Answer watch(RunOptions options) {
    while (!cancellation.isCancelled()) {
      var seen = round(options);
      do {
        call.env().sleep(BETWEEN);
      } while (!cancellation.isCancelled() && now().equals(seen));
    }
    return Answer.INTERRUPTED;
  }

  /// The files of which it spoke; nothing when it did not come to that, which may be otherwise in a
  /// moment.
  private Optional<Digest> round(RunOptions options) {
    try {
      return Optional.of(new CheckSession(call, view, cancellation).run(options).summary().tree());
    } catch (Problem problem) {
      var kind = problem.kind();
      if (kind == Problem.Kind.BUG || kind == Problem.Kind.INTERRUPTED) {
        throw problem;
      }
      view.on(new Event.Warning(problem.what(), problem.next()));
      return now();
    }
  }

  private Optional<Digest> now() {
    try {
      var session = new CheckSession(call, view, cancellation);
      return Optional.of(session.snapshot(new NodesInMemory()).id());
    } catch (Problem problem) {
      if (problem.kind() == Problem.Kind.INTERRUPTED) {
        throw problem;
      }
      return Optional.empty();
    }
  }
}
