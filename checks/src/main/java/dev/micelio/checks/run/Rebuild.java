package dev.micelio.checks.run;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.checks.nix.Evaluated;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.core.problem.Problem;
import java.util.List;
import java.util.TreeSet;

/// Answers again what an attestation says, and compares.
public final class Rebuild {
  private final Workshop workshop;
  private final RunWatcher watcher;
  private final Cancellation cancellation;

  public Rebuild(Workshop workshop, RunWatcher watcher, Cancellation cancellation) {
    this.workshop = workshop;
    this.watcher = watcher;
    this.cancellation = cancellation;
  }

  /// How what was said compares with what came of it here.
  ///
  /// @param detail what differs, one line each
  public record Compared(Comparison comparison, List<String> detail) {
    public Compared {
      detail = List.copyOf(detail);
    }
  }

  /// `check` is the same question, as it is asked with the files at hand. Whatever keeps this
  /// machine from answering it is a problem.
  public Compared compare(Check said, PlannedCheck check) {
    if (said.action() instanceof Action.Nix nix && check.question() instanceof Question.Nix) {
      return compareBuild(said, nix, check);
    }
    if (!said.key().equals(check.key())) {
      return new Compared(
          Comparison.DERIVATION_DIFFERS,
          List.of("its tools or variables are others here: key %s".formatted(check.key())));
    }
    var ran = workshop.runCommand(check, watcher, cancellation);
    return verdict(said, ran, List.of());
  }

  private Compared compareBuild(Check said, Action.Nix built, PlannedCheck check) {
    var nix =
        workshop
            .nix()
            .orElseThrow(() ->
                new Problem(
                    Problem.Kind.UNAVAILABLE,
                    "check.no-nix",
                    "Nix is not installed, and %s is built by Nix".formatted(check.name()),
                    "install Nix from https://nixos.org/download"));
    var source =
        nix.add(
            workshop.files().tree(check.source()),
            workshop.files().contents(),
            workshop.workspaces());
    var attribute = NixStage.attribute(check);
    return switch (nix.evaluate(source, List.of(attribute), cancellation).get(attribute)) {
      case Evaluated.Found(var what) when what.derivation().path().equals(built.drv()) -> {
        var again = nix.rebuild(what, check.definition().timeout(), watcher, cancellation);
        yield verdict(
            said, again.ran(), differing(built, again.ran(), again.differing().orElse(List.of())));
      }
      case Evaluated.Found(var what) ->
          new Compared(
              Comparison.DERIVATION_DIFFERS,
              List.of("said: " + built.drv(), "here: " + what.derivation().path()));
      case Evaluated.Failed(var message, _) ->
          new Compared(Comparison.DERIVATION_DIFFERS, List.of("here: " + message));
      case Evaluated.Broken(var why) -> throw unanswered(said, why);
      case null -> throw cancelled();
    };
  }

  /// Outputs that are others now than when they were attested, or than when they were built before.
  private static List<String> differing(Action.Nix said, Ran again, List<String> unlikeBefore) {
    var differing = new TreeSet<>(unlikeBefore);
    if (again.action().isPresent() && again.action().get() instanceof Action.Nix now) {
      for (var output : said.outputs()) {
        now.outputs().stream()
            .filter(each -> each.name().equals(output.name()))
            .filter(each -> !each.narSha256().equals(output.narSha256()))
            .forEach(each -> differing.add(each.path()));
      }
    }
    return List.copyOf(differing);
  }

  private static Compared verdict(Check said, Ran ran, List<String> differing) {
    if (ran.outcome() == Outcome.CANCELLED) {
      throw cancelled();
    }
    if (!settles(said, ran.outcome())) {
      throw unanswered(said, (ran.outcome().word() + " " + ran.detail()).strip());
    }
    if (said.result() != ran.outcome().result()) {
      return new Compared(
          Comparison.VERDICT_DIFFERS,
          List.of(
              "said: " + said.result().word(),
              "here: "
                  + ran.outcome().word()
                  + (ran.detail().isEmpty() ? "" : ", " + ran.detail())));
    }
    return differing.isEmpty()
        ? new Compared(Comparison.SAME, List.of())
        : new Compared(Comparison.OUTPUTS_DIFFER, differing);
  }

  /// What a slower or lonelier machine would have made of it says nothing against a pass.
  private static boolean settles(Check said, Outcome outcome) {
    return switch (outcome) {
      case PASSED, FAILED, LOG_LIMIT, HASH_MISMATCH, NOT_REPRODUCIBLE -> true;
      case TIMED_OUT, DEPENDENCY_FAILED, EVALUATION_ERROR -> said.result() == outcome.result();
      case CANCELLED, INFRASTRUCTURE -> false;
    };
  }

  private static Problem unanswered(Check said, String why) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "check.unanswered",
        "%s could not be run again: %s".formatted(said.name(), why),
        "see to this machine, then try again");
  }

  private static Problem cancelled() {
    return new Problem(
        Problem.Kind.INTERRUPTED, "check.cancelled", "stopped before it was done", "run it again");
  }
}
