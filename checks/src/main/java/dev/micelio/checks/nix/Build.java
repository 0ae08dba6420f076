package dev.micelio.checks.nix;

import dev.micelio.attest.statement.Action;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Ended;
import dev.micelio.checks.process.LogCapture;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.source.FullDisk;
import dev.micelio.core.env.Env;
import dev.micelio.core.nix.Derivation;
import dev.micelio.core.nix.StorePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds one check, once. First all that it is made of, which may come from elsewhere; then the
/// check by itself, which may not: so whose fault a failure is follows from the step that failed,
/// and what passed was executed here.
///
/// Where the outputs are in the store already, nobody knows who built them. Then they are built
/// again and compared.
final class Build {
  /// Another Nix may build the same meanwhile; then it is there, and is built again.
  private static final int ROUNDS_MAX = 2;

  private static final String BUILT = "built";
  private static final String DIFFERS =
      "it passed, and its outputs are not those that were in the store: it is not reproducible";

  private final Env env;
  private final Commands commands;
  private final NixStore store;
  private final Derivations derivations;
  private final Roots roots;
  private final Limits limits;
  private final Buildable what;
  private final Duration timeout;
  private final RunWatcher watcher;
  private final Cancellation cancellation;
  private final LogCapture log;
  private final long startedMillis;

  Build(
      Parts parts,
      Buildable what,
      Duration timeout,
      RunWatcher watcher,
      Cancellation cancellation) {
    this.env = parts.env();
    this.commands = parts.commands();
    this.store = parts.store();
    this.derivations = parts.derivations();
    this.roots = parts.roots();
    this.limits = parts.limits();
    this.what = what;
    this.timeout = what.timeout().filter(own -> own.compareTo(timeout) < 0).orElse(timeout);
    this.watcher = watcher;
    this.cancellation = cancellation;
    this.log = new LogCapture(watcher);
    this.startedMillis = env.nowMillis();
  }

  /// What builds are made with.
  record Parts(
      Env env,
      Commands commands,
      NixStore store,
      Derivations derivations,
      Roots roots,
      Limits limits) {}

  /// What one `nix-store` came to.
  private record Step(Ended ended, Progress progress, boolean diskFull) {
    boolean isDone() {
      return ended.how() == Ended.How.EXITED && ended.exit() == Verdict.DONE;
    }

    boolean onlyDiffers() {
      return ended.how() == Ended.How.EXITED && Verdict.onlyDiffers(ended.exit());
    }
  }

  /// Once, and no more than is needed to have executed it.
  Ran realise() {
    var derivation = derivations.read(what.derivation());
    var needs = Needs.of(what, derivation, derivations::read, store);
    var inputs = makeInputs(needs);
    if (inputs.isPresent()) {
      return inputs.get();
    }
    boolean isThere = needs.isBuilt();
    for (int round = 1; ; round++) {
      var step = isThere ? check() : build();
      if (!step.isDone() || step.progress().began() || round == ROUNDS_MAX) {
        return ran(step, isThere);
      }
      isThere = true;
    }
  }

  /// Once where it is there, else twice: so that there are two to be compared.
  Rebuilt rebuild() {
    var derivation = derivations.read(what.derivation());
    var needs = Needs.of(what, derivation, derivations::read, store);
    var inputs = makeInputs(needs);
    if (inputs.isPresent()) {
      return new Rebuilt(inputs.get(), Optional.empty());
    }
    if (!needs.isBuilt()) {
      var first = build();
      if (!first.isDone()) {
        return new Rebuilt(ran(first, false), Optional.empty());
      }
    }
    var step = check();
    var ran = ran(step, true);
    if (ran.outcome() != Outcome.PASSED) {
      return new Rebuilt(ran, Optional.empty());
    }
    return new Rebuilt(
        ran,
        Optional.of(
            step.onlyDiffers()
                ? derivation.outputs().keySet().stream().map(Derivation::text).toList()
                : List.of()));
  }

  /// Empty when all is there that the check is built from.
  private Optional<Ran> makeInputs(Needs needs) {
    if (needs.missing().isEmpty()) {
      return Optional.empty();
    }
    var words = new ArrayList<>(List.of("--realise"));
    words.addAll(needs.missing());
    words.addAll(Words.ofInputs(limits.logBytes()));
    var step = run(words, limits.inputs());
    return step.isDone() ? Optional.empty() : Optional.of(failed(step, false, Optional.empty()));
  }

  private Step build() {
    var words =
        new ArrayList<>(
            List.of(
                "--realise",
                what.derivation().path(),
                "--add-root",
                roots.link(BUILT, what.derivation().hashPart()).toString(),
                "--indirect"));
    words.addAll(Words.ofCheck(timeout, limits.logBytes()));
    return run(words, timeout.plus(limits.slack()));
  }

  private Step check() {
    var words = new ArrayList<>(List.of("--realise", "--check", what.derivation().path()));
    words.addAll(Words.ofCheck(timeout, limits.logBytes()));
    return run(words, timeout.plus(limits.slack()));
  }

  private Step run(List<String> words, Duration atMost) {
    var stop = new Cancellation();
    var progress = new Progress(what.derivation(), log, watcher, limits.logBytes(), stop::cancel);
    var lines = new EventLines(progress);
    try (var _ = cancellation.onCancel(stop::cancel);
        var disk = FullDisk.watch(env, commands.installation().written())) {
      var ended = commands.nixStore(words, atMost, lines, limits.eventBytes(), stop);
      lines.end();
      return new Step(ended, progress, disk.seen());
    }
  }

  private Ran ran(Step step, boolean again) {
    if (!step.isDone() && !(again && step.onlyDiffers())) {
      return failed(step, true, action(step, List.of()));
    }
    var registered = store.registered(what.outputs().values());
    if (!step.progress().began() || registered.isEmpty()) {
      return failed(step, true, Optional.empty());
    }
    var outputs = new ArrayList<Action.Output>();
    what.outputs().forEach((name, path) -> outputs.add(output(name, path, registered.get())));
    return ended(
        step,
        new Verdict(Outcome.PASSED, Verdict.DONE),
        action(step, outputs),
        step.isDone() ? "" : DIFFERS);
  }

  private static Action.Output output(
      String name, StorePath path, Map<StorePath, NixStore.Registered> registered) {
    var known = registered.get(path);
    if (known == null) {
      throw Faults.gone(path);
    }
    return new Action.Output(
        name,
        path.path(),
        known.nar(),
        known.narSize(),
        known.references().stream().map(StorePath::path).sorted().toList());
  }

  private Optional<Action> action(Step step, List<Action.Output> outputs) {
    return step.progress().began()
        ? Optional.of(
            new Action.Nix(
                what.attribute(),
                what.derivation().path(),
                what.derivationText(),
                what.closure(),
                "executed",
                outputs))
        : Optional.empty();
  }

  private Ran failed(Step step, boolean isOwn, Optional<Action> action) {
    var how = step.ended().how();
    boolean flooded = step.progress().flooded() || how == Ended.How.OUTPUT_LIMIT;
    var verdict =
        Verdict.of(
            new Verdict.Signs(
                isOwn,
                cancellation.isCancelled() && how == Ended.How.CANCELLED,
                flooded,
                how == Ended.How.TIMED_OUT,
                step.ended().exit(),
                step.progress().began(),
                step.progress().failed(),
                step.diskFull()));
    return ended(step, verdict, action, detail(step, verdict));
  }

  private String detail(Step step, Verdict verdict) {
    return switch (verdict.outcome()) {
      case TIMED_OUT -> "it was stopped after " + timeout.toSeconds() + " s";
      case LOG_LIMIT -> "it was stopped after printing " + limits.logBytes() + " bytes";
      case CANCELLED -> "it was stopped";
      case INFRASTRUCTURE -> machineAtFault(step);
      default -> step.progress().error();
    };
  }

  private static String machineAtFault(Step step) {
    if (step.diskFull()) {
      return "the disk is full: make room and run again";
    }
    if (step.ended().how() == Ended.How.TIMED_OUT) {
      return "Nix did not end: see with `ps` what it waits for";
    }
    return step.progress().began()
        ? step.progress().error()
        : "Nix did not begin to build it: "
            + step.progress().error()
            + " (docs/checks-nix.md says what a sandbox needs)";
  }

  private Ran ended(Step step, Verdict verdict, Optional<Action> action, String detail) {
    var ended = step.ended();
    boolean isOwn = step.progress().began();
    return new Ran(
        verdict.outcome(),
        verdict.exit(),
        isOwn ? ended.startedMillis() : startedMillis,
        ended.finishedMillis(),
        commands.measures() ? ended.usage() : Usage.UNKNOWN,
        log.finish(),
        action,
        detail);
  }
}
