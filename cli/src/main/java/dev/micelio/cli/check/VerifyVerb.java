package dev.micelio.cli.check;

import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.definition.AttributePath;
import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckKey;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.checks.command.Tools;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Launch;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.run.CheckedFiles;
import dev.micelio.checks.run.Rebuild;
import dev.micelio.checks.run.Workshop;
import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.cli.attest.Given;
import dev.micelio.cli.attest.PolicyAtHand;
import dev.micelio.cli.tree.Reading;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Restricted;
import dev.micelio.core.tree.Tree;
import dev.micelio.gate.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `mic verify --rebuild`: answers again what an attestation says, and compares.
public final class VerifyVerb implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Given.describe(spec);
    PolicyAtHand.describe(spec);
    spec.addOption(
        OptionSpec.builder("--rebuild")
            .required(true)
            .description("evaluate and run its checks again")
            .build());
    Parameters.text(
        spec, "--tree", "DIR", "the files that were checked; without it, the project here");
    Selection.describe(spec);
    Parameters.flag(spec, "--run-commands", "run commands too that mic.toml here does not have");
    spec.usageMessage()
        .description(
            """
            Runs the checks of an attestation again, on the files that they were run on, and
            compares derivation, verdict and outputs. Of each it says: same; same verdict,
            outputs differ; verdict differs; derivation differs. Ends with 0 when what was
            said is so, and with 1 when it is not. A command that mic.toml here does not have
            is not run: whoever wrote the attestation may have chosen it.

            Whether the signer is to be trusted is another question: `mic attest verify`.\
            """)
        .footer(
            "mic verify --rebuild proof.cose",
            "mic verify --rebuild proof.cose --tree ../checkout --only unit");
  }

  /// One check of the attestation with what came of it.
  private record Verdict(Check said, Rebuild.Compared compared) {}

  @Override
  public Answer run(Call call) {
    byte[] attestation = Given.one(call).bytes();
    var run = read(attestation);
    var cancellation = new Cancellation();
    var verdicts = new ArrayList<Verdict>();
    try (var _ = new Interruption(cancellation)) {
      var machine = new CheckMachine(call);
      var nodes = new NodesInMemory();
      var directory = directory(call);
      var tree = Reading.all(call, directory, nodes);
      var planned = planned(call, machine, run, tree, nodes, directory);
      var workshop =
          machine.workshop(new CheckedFiles(tree.id(), nodes, new WorkTreeContents(directory)));
      for (var each : planned) {
        verdicts.add(new Verdict(each.said, compare(call, workshop, each, cancellation)));
      }
    } finally {
      call.progressEnds();
    }
    return tell(call, attestation, verdicts);
  }

  private static CheckRun read(byte[] attestation) {
    try {
      var unverified = Unverified.read(attestation);
      var reasons = new Reasons();
      var statement = Statement.read(unverified.headers().type(), unverified.payload(), reasons);
      if (!reasons.isEmpty()) {
        throw reasons.list().getFirst().problem();
      }
      if (statement instanceof CheckRun run) {
        return run;
      }
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "this attestation says nothing of checks, but is of the kind "
              + unverified.headers().type().word(),
          "name one that `mic check --attest FILE` wrote");
    } catch (Refusal refusal) {
      throw refusal.reason().problem();
    }
  }

  private static Path directory(Call call) {
    String named = call.given().matchedOptionValue("--tree", "");
    return named.isEmpty() ? CheckedProject.of(call).directory() : call.path(named);
  }

  /// What was said, and the same question with the files at hand.
  private record Asked(Check said, PlannedCheck check) {}

  private static List<Asked> planned(
      Call call,
      CheckMachine machine,
      CheckRun run,
      Tree tree,
      NodesInMemory nodes,
      Path directory) {
    List<String> only = call.given().matchedOptionValue("--only", List.of());
    var policy = PolicyAtHand.find(call);
    var asked = new ArrayList<Asked>();
    var names = new ArrayList<String>();
    for (var said : run.checks()) {
      names.add(said.name());
      if (only.isEmpty() || only.contains(said.name())) {
        var inputs = Patterns.of(said.inputs());
        var restricted = tree.restrict(inputs, nodes);
        requireSame(said, restricted, directory);
        requireMeant(call, policy, said);
        asked.add(
            new Asked(
                said, planned(machine.tools(), said, inputs, restricted, timeout(policy, said))));
      }
    }
    if (!names.containsAll(only)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "check.unknown",
          "the attestation does not say anything of " + Shown.list(only),
          "it has: " + String.join(", ", names));
    }
    return asked;
  }

  /// An attestation is a stranger's: what it names is run only if the project here names it too.
  private static void requireMeant(Call call, Optional<Policy> policy, Check said) {
    if (!(said.action() instanceof Action.Run run)) {
      return; // a derivation comes out of the files at hand, and is built in Nix's sandbox
    }
    boolean isMeant =
        policy
            .flatMap(each -> each.check(said.name()))
            .map(definition -> isOf(definition.action(), run))
            .orElse(false);
    if (!isMeant && !call.given().hasMatchedOption("--run-commands")) {
      throw new Problem(
          Problem.Kind.DENIED,
          "check.foreign-command",
          "the attestation says of %s that it ran %s, which mic.toml here does not have"
              .formatted(said.name(), Shown.list(run.argv())),
          "read the command; if it may run here, add --run-commands");
    }
    if (!run.env().keySet().stream().allMatch(Launch::isVariable)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "%s has variables that no program can be given: %s"
              .formatted(said.name(), Shown.list(run.env().keySet())),
          "it can not be run again: ask its signer for another attestation");
    }
  }

  private static boolean isOf(CheckDefinition.Action action, Action.Run run) {
    return action instanceof CheckDefinition.Command command
        && command.run().equals(run.argv())
        && command.network() == run.network()
        && command.variables().containsAll(run.env().keySet())
        && command.tools().equals(run.tools().stream().map(Action.Tool::name).toList());
  }

  /// As mic.toml here has it: an attestation does not say how long a check was given.
  private static Duration timeout(Optional<Policy> policy, Check said) {
    return policy
        .flatMap(each -> each.check(said.name()))
        .map(CheckDefinition::timeout)
        .orElse(CheckDefinition.DEFAULT_TIMEOUT);
  }

  private static void requireSame(Check said, Restricted found, Path directory) {
    if (!said.system().equals(ThisMachine.system())) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "check.other-system",
          "%s was run on %s, and this machine is %s"
              .formatted(said.name(), Shown.brief(said.system()), ThisMachine.system()),
          "verify it on such a machine");
    }
    if (!found.id().equals(said.src())) {
      throw new Problem(
          Problem.Kind.INVALID,
          "check.other-files",
          "%s was run on other files than its inputs give in %s: they are the tree %s, not %s"
              .formatted(said.name(), directory, found.id(), said.src()),
          "give a directory that has the files that were checked: --tree DIR");
    }
  }

  private static PlannedCheck planned(
      Tools tools, Check said, Patterns inputs, Restricted restricted, Duration timeout) {
    var systems = List.of(said.system());
    return switch (said.action()) {
      case Action.Nix nix ->
          new PlannedCheck(
              definition(
                  said,
                  inputs,
                  systems,
                  timeout,
                  new CheckDefinition.Nix(new AttributePath(nix.attr()))),
              said.system(),
              restricted.id(),
              restricted.totals(),
              new Question.Nix(nix.attr()),
              CheckKey.of(said.name(), nix.attr(), said.system(), restricted.id()));
      case Action.Run run -> {
        var names = run.tools().stream().map(Action.Tool::name).toList();
        var question =
            new Question.Command(run.argv(), run.env(), tools.identify(names), run.network());
        var command =
            new CheckDefinition.Command(
                run.argv(), names, List.copyOf(run.env().keySet()), run.network());
        yield new PlannedCheck(
            definition(said, inputs, systems, timeout, command),
            said.system(),
            restricted.id(),
            restricted.totals(),
            question,
            CheckKey.of(said.name(), question.asRun(""), said.system(), restricted.id()));
      }
    };
  }

  private static CheckDefinition definition(
      Check said,
      Patterns inputs,
      List<String> systems,
      Duration timeout,
      CheckDefinition.Action action) {
    return new CheckDefinition(said.name(), inputs, systems, timeout, action);
  }

  private static Rebuild.Compared compare(
      Call call, Workshop workshop, Asked asked, Cancellation cancellation) {
    call.progress("running %s again …".formatted(asked.said.name()));
    return new Rebuild(workshop, RunWatcher.NOBODY, cancellation).compare(asked.said, asked.check);
  }

  private static Answer tell(Call call, byte[] attestation, List<Verdict> verdicts) {
    boolean isSo = true;
    for (var verdict : verdicts) {
      var compared = verdict.compared();
      isSo &= compared.comparison().confirms();
      call.say(verdict.said().name() + ": " + compared.comparison().words() + "\n");
      compared.detail().forEach(line -> call.say("  " + Shown.whole(line) + "\n"));
    }
    call.answer(
        Json.object()
            .with("attestation", Digest.of(attestation).toString())
            .with(
                "checks",
                Json.array(
                    verdicts,
                    verdict ->
                        Json.object()
                            .with("name", verdict.said().name())
                            .with("system", verdict.said().system())
                            .with("key", verdict.said().key().toString())
                            .with("comparison", verdict.compared().comparison().words())
                            .with("detail", Json.array(verdict.compared().detail(), Json::of))
                            .end()))
            .end());
    return isSo ? Answer.DONE : Answer.NO;
  }
}
