package dev.micelio.cli.check;

import dev.micelio.attest.definition.AttributePath;
import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.schema.Grammar;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.plan.Plan;
import dev.micelio.checks.plan.Planner;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.checks.run.CheckRunner;
import dev.micelio.checks.run.CheckedFiles;
import dev.micelio.checks.run.Evidence;
import dev.micelio.checks.run.RunNotary;
import dev.micelio.checks.run.RunOptions;
import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.checks.standing.Surroundings;
import dev.micelio.cli.Build;
import dev.micelio.cli.Call;
import dev.micelio.cli.tree.Reading;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Snapshot;
import dev.micelio.core.snapshot.StatCache;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One `mic check`: the project, this machine, and what is known here, for any number of runs.
final class CheckSession {
  private static final Duration LIFE = Duration.ofDays(30);
  private static final CheckRun.Agent NO_AGENT = new CheckRun.Agent("", "", "", Optional.empty());

  private final Call call;
  private final CheckView view;
  private final Cancellation cancellation;
  private final Env env;
  private final CheckedProject project;
  private final CheckMachine machine;
  private final LocalResults results;
  private final Surroundings surroundings;
  private final @Nullable StatCache statCache;
  private boolean isAnyLeftOut;

  CheckSession(Call call, CheckView view, Cancellation cancellation) {
    this.call = call;
    this.view = view;
    this.cancellation = cancellation;
    env = call.env();
    surroundings = new Surroundings(env, call.environment());
    project = CheckedProject.of(call);
    StandingCheck.watch(surroundings, project.directory());
    machine = new CheckMachine(call);
    statCache = statCache();
    results = LocalResults.open(env, machine.home());
  }

  /// The files as they are now, and the questions that they raise.
  record Looked(Snapshot snapshot, NodesInMemory nodes, Plan plan) {}

  CheckedProject project() {
    return project;
  }

  LocalResults results() {
    return results;
  }

  CheckView view() {
    return view;
  }

  Snapshot snapshot(NodesInMemory nodes) {
    var scope = Scope.all(project.directory()).respectingIgnores();
    return Reading.of(call, scope, statCache, nodes);
  }

  private @Nullable StatCache statCache() {
    try {
      return StatCache.open(env, machine.home(), project.directory());
    } catch (IOException _) {
      return null; // then every file is read
    }
  }

  Looked look() {
    var nodes = new NodesInMemory();
    var snapshot = snapshot(nodes);
    var definitions = definitions(snapshot, nodes);
    var planner = new Planner(ThisMachine.system(), call.environment(), machine.tools());
    var plan = planner.plan(Selection.of(call, definitions), new Tree(snapshot.id(), nodes), nodes);
    return new Looked(snapshot, nodes, plan);
  }

  CheckRunner.Report run(RunOptions options) {
    var looked = look();
    view.on(new Event.Snapshotted(looked.snapshot().id(), looked.snapshot().totals()));
    if (looked.plan().checks().isEmpty()) {
      view.on(
          new Event.Warning(
              "there are no checks for this machine", "write one into mic.toml: docs/policy.md"));
    }
    var identities = new Identities(call, project.policy());
    var evidence = evidence(identities);
    try (var notary = notary(identities, looked.snapshot().id())) {
      var files = new CheckedFiles(looked.snapshot().id(), looked.nodes(), contents());
      var report =
          new CheckRunner(
                  env,
                  project.project(),
                  evidence,
                  machine.workshop(files),
                  new Forgetting(notary, this::forgetStanding),
                  options)
              .run(looked.plan(), view, cancellation);
      remember(looked, evidence, options, report.summary());
      return report;
    }
  }

  private void remember(
      Looked looked, Evidence evidence, RunOptions options, Event.Summary summary) {
    if (!options.cache()) {
      return;
    }
    if (summary.checks().stream().anyMatch(Event.Answered::ran)) {
      results.keepTree(looked.snapshot().id(), looked.nodes());
    }
    boolean isWhole = Selection.isAll(call);
    boolean isPassed = summary.checks().stream().allMatch(CheckSession::isPassed);
    if (isWhole || !isPassed) {
      forgetStanding();
    }
    if (isWhole && isPassed) {
      keepStanding(looked, evidence, summary);
    }
  }

  private void forgetStanding() {
    if (statCache != null) {
      StandingCheck.answers(env, machine.home()).forget(statCache);
    }
  }

  private static boolean isPassed(Event.Answered answer) {
    return answer.outcome() == Outcome.PASSED;
  }

  /// Remembers an answer that speaks of all checks and all of them proved, for as long as nothing
  /// changes that it rests on.
  private void keepStanding(Looked looked, Evidence evidence, Event.Summary summary) {
    var plan = looked.plan();
    if (statCache == null || !plan.elsewhere().isEmpty() || isAnyLeftOut) {
      return;
    }
    var until = evidence.provedUntil(plan.checks());
    if (until.isPresent()) {
      watch(plan);
      StandingCheck.answers(env, machine.home())
          .keep(statCache, surroundings, Math.multiplyExact(until.getAsLong(), 1000L), summary);
    }
  }

  private void watch(Plan plan) {
    surroundings.variable("HOME").variable("XDG_CONFIG_HOME");
    KeyDirectory.of(env, call.environment()).files().forEach(surroundings::file);
    for (var check : plan.checks()) {
      if (check.definition().action() instanceof CheckDefinition.Command command) {
        command.tools().forEach(surroundings::program);
        command.variables().forEach(surroundings::variable);
      }
    }
    if (project.policy().isEmpty()) { // then Nix says which checks there are
      surroundings.program("nix");
    }
  }

  Evidence evidence() {
    return evidence(new Identities(call, project.policy()));
  }

  private Evidence evidence(Identities identities) {
    var trust = new PolicyTrust(env, project.project(), project.policy(), identities::own, machine);
    return new Evidence(env, results, List.of(), trust);
  }

  private WorkTreeContents contents() {
    return new WorkTreeContents(project.directory());
  }

  private RunNotary notary(Identities identities, Digest tree) {
    var about =
        new RunNotary.About(
            project.project(),
            new CheckRun.TreeIds(tree, Optional.empty()),
            new CheckRun.Base(Tree.empty(new NodesInMemory()), 0),
            NO_AGENT,
            ThisMachine.describe(Build.version()),
            machine::nixSettings);
    return new RunNotary(env, () -> identities.signing(view), about, LIFE);
  }

  /// Those of mic.toml; without one, every check of the flake for this machine, which may read
  /// everything.
  private List<CheckDefinition> definitions(Snapshot snapshot, NodesInMemory nodes) {
    if (project.policy().isPresent()) {
      return List.copyOf(project.policy().get().checks().values());
    }
    return machine
        .flakeChecks(new Tree(snapshot.id(), nodes), contents(), cancellation)
        .orElseThrow(CheckSession::noNix)
        .stream()
        .filter(this::isUsable)
        .map(name ->
            new CheckDefinition(
                name,
                Patterns.of(List.of("**")),
                List.of(ThisMachine.system()),
                CheckDefinition.DEFAULT_TIMEOUT,
                new CheckDefinition.Nix(AttributePath.ofCheck(name))))
        .toList();
  }

  private boolean isUsable(String name) {
    boolean usable = Grammar.isCheckName(name);
    isAnyLeftOut |= !usable;
    if (!usable) {
      view.on(
          new Event.Warning(
              "the flake's check %s is left out: a check has a name of a-z, 0-9, . _ and -"
                  .formatted(Shown.text(name)),
              "name it in mic.toml: [check.NAME] with attr = 'checks.{system}.\"…\"'"));
    }
    return usable;
  }

  private static Problem noNix() {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "check.no-nix",
        "the checks of a flake are found by Nix, and it is not installed",
        "install Nix from https://nixos.org/download, or run `mic init` and give mic.toml checks"
            + " with run = […], which need no Nix");
  }
}
