package dev.micelio.checks.command;

import dev.micelio.attest.statement.Action;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Ended;
import dev.micelio.checks.process.LogCapture;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.source.Contents;
import dev.micelio.checks.source.FullDisk;
import dev.micelio.checks.source.Materialiser;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.core.env.Env;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the commands of checks, each on a copy of its inputs. For many threads.
public final class CommandRuns {
  /// What a command may print.
  public static final long OUTPUT_BYTES_MAX = 64L << 20;

  private final Env env;
  private final Processes processes;
  private final Isolation isolation;
  private final Workspaces workspaces;
  private final Tools tools;

  /// @param tools what the tools of the plan were found with
  public CommandRuns(
      Env env, Processes processes, Isolation isolation, Workspaces workspaces, Tools tools) {
    this.env = env;
    this.processes = processes;
    this.isolation = isolation;
    this.workspaces = workspaces;
    this.tools = tools;
  }

  /// Whether commands see nothing but what they may.
  public boolean isIsolated() {
    return !(isolation instanceof NoIsolation);
  }

  /// Runs a check whose question is a command.
  ///
  /// @param restricted the tree of the check's inputs
  public Ran run(
      PlannedCheck check,
      Tree restricted,
      Contents contents,
      RunWatcher watcher,
      Cancellation cancellation) {
    if (!(check.question() instanceof Question.Command question)) {
      throw new IllegalArgumentException(check.name() + " is no command check");
    }
    try (var workspace = workspaces.open();
        var disk = FullDisk.watch(env, List.of(workspace.path()))) {
      var place = place(workspace.path(), question, contents);
      new Materialiser(env, contents).write(restricted, place.work());
      var inputs = inputs(restricted, place, workspace.path());
      var log = new LogCapture(watcher);
      var timeout = check.definition().timeout();
      var launch = isolation.launch(place, question, timeout, OUTPUT_BYTES_MAX);
      var ended = processes.run(launch, log, cancellation);
      return ran(question, ended, place, inputs, disk, log);
    }
  }

  private Place place(Path workspace, Question.Command question, Contents contents) {
    var hidden = new ArrayList<Path>();
    hidden.add(workspaces.home());
    contents.directory().ifPresent(hidden::add);
    return Place.in(workspace, question.tools(), hidden);
  }

  private static Inputs inputs(Tree tree, Place place, Path workspace) {
    try {
      return new Inputs(tree, place.work(), Files.createFile(workspace.resolve("stamp")));
    } catch (IOException e) {
      throw Faults.noPlace(workspace, e);
    }
  }

  private Ran ran(
      Question.Command question,
      Ended ended,
      Place place,
      Inputs inputs,
      FullDisk disk,
      LogCapture log) {
    boolean isFull = disk.seen();
    var outcome = outcome(ended, place, isFull);
    String changed = outcome.isAnswer() ? changed(question, inputs) : "";
    String detail = outcome == Outcome.INFRASTRUCTURE ? fault(isFull, log) : changed;
    return new Ran(
        outcome,
        exit(outcome, ended),
        ended.startedMillis(),
        ended.finishedMillis(),
        ended.usage(),
        log.finish(),
        Optional.of(
            new Action.Run(
                question.run(),
                question.variables(),
                question.tools(),
                isolation.word(),
                question.network())),
        detail,
        changed.isEmpty());
  }

  /// One line that says why it is no answer, empty when it is one.
  private String changed(Question.Command question, Inputs inputs) {
    String changed = inputs.changed();
    var others = tools.changed(question.tools());
    return !changed.isEmpty() || others.isEmpty()
        ? changed
        : "a tool is another one by now: " + String.join(", ", others);
  }

  private static String fault(boolean isFull, LogCapture log) {
    return isFull
        ? "the disk is full: make room and run again"
        : "bubblewrap could not start it: " + String.join(" ", log.excerpt());
  }

  private static Outcome outcome(Ended ended, Place place, boolean isFull) {
    return switch (ended.how()) {
      case CANCELLED -> Outcome.CANCELLED;
      case TIMED_OUT -> Outcome.TIMED_OUT;
      case OUTPUT_LIMIT -> Outcome.LOG_LIMIT;
      case EXITED -> {
        if (!place.wasStarted()) {
          yield Outcome.INFRASTRUCTURE;
        }
        if (ended.exit() == 0) {
          yield Outcome.PASSED;
        }
        yield isFull ? Outcome.INFRASTRUCTURE : Outcome.FAILED;
      }
    };
  }

  /// A program may end well when it is asked to end; that is no pass.
  private static int exit(Outcome outcome, Ended ended) {
    return outcome == Outcome.PASSED || ended.exit() != 0 ? ended.exit() : 128 + 15;
  }
}
