package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.run.CheckRunner;
import dev.micelio.checks.run.RunOptions;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.problem.Problem;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `mic check`: answers the checks of a project, by proof or by running them.
public final class CheckVerb implements Verb {
  private static final int JOBS_DEFAULT_MAX = 8;

  @Override
  public void describe(CommandSpec spec) {
    Selection.describe(spec);
    Parameters.flag(spec, "--retry", "run what is known to fail again");
    Parameters.flag(spec, "--force", "run everything again, what is proved too");
    Parameters.flag(spec, "--no-cache", "neither look results up nor keep and sign them");
    Parameters.flag(spec, "--watch", "check again whenever a file changes, until stopped");
    Parameters.flag(spec, "--list", "print the checks and what is known of them; run nothing");
    Parameters.text(
        spec, "--why", "NAME", "print what changed since NAME was last answered; run nothing");
    Parameters.text(
        spec, "--attest", "FILE", "write the attestations that prove what passed to FILE");
    Parameters.text(spec, "--junit", "FILE", "write a report in JUnit's XML to FILE");
    spec.addOption(
        OptionSpec.builder("-j", "--jobs")
            .type(Integer.class)
            .paramLabel("N")
            .description("run so many checks at once; without it, as many as processors, at most 8")
            .build());
    spec.usageMessage()
        .description(
            """
            Answers the checks of mic.toml, or of the flake where there is no mic.toml. What
            is proved already, by an attestation that verifies and whose signer is trusted,
            does not run. All else runs, near you, on just the files that it may read; what
            ran is signed with your key and remembered.

            What failed here within a day is shown and not run again, until the files that
            it reads change or --retry is given. Ends with 0 when everything passed, 1 when
            something failed, 4 when this machine kept it from finding out.\
            """)
        .footer(
            "mic check",
            "mic check --only unit --retry",
            "mic check --why unit",
            "mic check --json --attest proof.cose",
            "mic check log unit");
  }

  @Override
  public Answer run(Call call) {
    requireSense(call);
    var cancellation = new Cancellation();
    try (var _ = new Interruption(cancellation);
        var view = CheckView.of(call, call.given().matchedOptionValue("--junit", ""))) {
      if (call.given().hasMatchedOption("--watch")) {
        return new Watching(call, view, cancellation).watch(options(call));
      }
      var session = new CheckSession(call, view, cancellation);
      if (call.given().hasMatchedOption("--list")) {
        return new CheckList(call, session).print();
      }
      String why = call.given().matchedOptionValue("--why", "");
      if (!why.isEmpty()) {
        return new Why(call, session).print(why);
      }
      return answer(call, session.run(options(call)));
    }
  }

  private static void requireSense(Call call) {
    for (String option : List.of("--junit", "--attest")) {
      String file = call.given().matchedOptionValue(option, "");
      if (!file.isEmpty()) {
        call.requirePlace(file);
      }
    }
    if (call.given().hasMatchedOption("--no-cache") && call.given().hasMatchedOption("--attest")) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "with --no-cache nothing is signed, so that there is nothing to write for --attest",
          "leave out one of them");
    }
  }

  static RunOptions options(Call call) {
    int usual = Math.min(JOBS_DEFAULT_MAX, Runtime.getRuntime().availableProcessors());
    int jobs = call.given().matchedOptionValue("--jobs", usual);
    if (jobs < 1 || jobs > RunOptions.JOBS_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--jobs is " + jobs,
          "write how many checks run at once, from 1 to " + RunOptions.JOBS_MAX);
    }
    return new RunOptions(
        call.given().hasMatchedOption("--force"),
        call.given().hasMatchedOption("--retry"),
        !call.given().hasMatchedOption("--no-cache"),
        jobs);
  }

  private static Answer answer(Call call, CheckRunner.Report report) {
    String file = call.given().matchedOptionValue("--attest", "");
    if (!file.isEmpty()) {
      call.replace(file, AttestationLines.of(report.attestations()));
    }
    return answer(report.summary().checks());
  }

  static Answer answer(List<Event.Answered> checks) {
    boolean isSettled = true;
    boolean isPassed = true;
    for (var check : checks) {
      if (check.outcome() == Outcome.CANCELLED) {
        return Answer.INTERRUPTED;
      }
      isPassed &= check.outcome() == Outcome.PASSED || !check.outcome().isAnswer();
      isSettled &= check.outcome().isAnswer();
    }
    if (!isPassed) {
      return Answer.NO;
    }
    return isSettled ? Answer.DONE : Answer.UNSETTLED;
  }
}
