package dev.micelio.checks.run;

import dev.micelio.checks.command.CommandRuns;
import dev.micelio.checks.nix.Nix;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.LogCapture;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/// What checks of one tree are run with. Whether there is a Nix is asked only when one is needed.
public final class Workshop {
  private final Env env;
  private final CheckedFiles files;
  private final Workspaces workspaces;
  private final Supplier<CommandRuns> findCommands;
  private final Supplier<Optional<Nix>> findNix;

  public Workshop(
      Env env,
      CheckedFiles files,
      Workspaces workspaces,
      Supplier<CommandRuns> findCommands,
      Supplier<Optional<Nix>> findNix) {
    this.env = env;
    this.files = files;
    this.workspaces = workspaces;
    this.findCommands = findCommands;
    this.findNix = findNix;
  }

  CheckedFiles files() {
    return files;
  }

  Workspaces workspaces() {
    return workspaces;
  }

  /// Whether commands see nothing but what they may.
  boolean isIsolated() {
    return findCommands.get().isIsolated();
  }

  Ran runCommand(PlannedCheck check, RunWatcher watcher, Cancellation cancellation) {
    return findCommands
        .get()
        .run(check, files.tree(check.source()), files.contents(), watcher, cancellation);
  }

  Optional<Nix> nix() {
    return findNix.get();
  }

  /// A run that came to nothing, just now.
  Ran ended(Outcome outcome, String why) {
    long now = env.nowMillis();
    return new Ran(
        outcome,
        1,
        now,
        now,
        Usage.UNKNOWN,
        new LogCapture(RunWatcher.NOBODY).finish(),
        Optional.empty(),
        why);
  }

  /// What the machine did to a run. Faults of mic and damaged data are for the caller.
  Ran brokenBy(Problem problem, Cancellation cancellation) {
    return switch (problem.kind()) {
      case BUG, CORRUPT -> throw problem;
      case INVALID, DENIED, UNAVAILABLE, INTERRUPTED ->
          cancellation.isCancelled()
              ? ended(Outcome.CANCELLED, "")
              : ended(Outcome.INFRASTRUCTURE, problem.getMessage() + "; next: " + problem.next());
    };
  }
}
