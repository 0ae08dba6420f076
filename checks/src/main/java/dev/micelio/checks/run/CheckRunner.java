package dev.micelio.checks.run;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.checks.event.Event;
import dev.micelio.checks.event.Listener;
import dev.micelio.checks.nix.Buildable;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.plan.Plan;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.result.Hold;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Answers the checks of a plan: by proof where there is one, else by running them.
public final class CheckRunner {
  private final Env env;
  private final ProjectId project;
  private final Evidence evidence;
  private final Workshop workshop;
  private final Notary notary;
  private final RunOptions options;

  public CheckRunner(
      Env env,
      ProjectId project,
      Evidence evidence,
      Workshop workshop,
      Notary notary,
      RunOptions options) {
    this.env = env;
    this.project = project;
    this.evidence = evidence;
    this.workshop = workshop;
    this.notary = notary;
    this.options = options;
  }

  /// What came of it.
  ///
  /// @param attestations what proves the checks that are proved, and says what else ran; each once
  public record Report(Event.Summary summary, List<byte[]> attestations) {}

  public Report run(Plan plan, Listener listener, Cancellation cancellation) {
    return new Run(plan, new Events(listener), cancellation).run();
  }

  private final class Run {
    private final long begunNanos = env.nanos();
    private final Plan plan;
    private final Events events;
    private final Cancellation cancellation;
    private final Answers answers;
    private final Keeper keeper;
    private final Map<Digest, Proof> proofs = Collections.synchronizedMap(new LinkedHashMap<>());

    Run(Plan plan, Events events, Cancellation cancellation) {
      this.plan = plan;
      this.events = events;
      this.cancellation = cancellation;
      answers = new Answers(evidence.results(), events);
      keeper = new Keeper(project, workshop.files().tree(), evidence.results(), notary, events);
    }

    Report run() {
      tellPlan();
      var misses = lookUp();
      List<byte[]> signed = List.of();
      if (!misses.isEmpty()) {
        if (options.cache()) {
          notary.prepare();
        }
        warnOfNoIsolation(misses);
        answer(misses);
        signed = keeper.signWhole(plan.checks());
      }
      return report(signed);
    }

    private void tellPlan() {
      events.on(
          new Event.Planned(
              plan.checks().stream()
                  .map(check ->
                      new Event.Planned.Item(
                          Events.id(check), check.key(), check.source(), expected(check)))
                  .toList()));
      for (var elsewhere : plan.elsewhere()) {
        events.on(
            new Event.Warning(
                "%s is asked for on %s, which this machine is not"
                    .formatted(elsewhere.name(), String.join(", ", elsewhere.systems())),
                "run mic check there as well"));
      }
    }

    private OptionalLong expected(PlannedCheck check) {
      return evidence.results().expectedMillis(project, check.name(), check.system());
    }

    /// Answers what is known; the others are left.
    private List<PlannedCheck> lookUp() {
      if (!options.cache() || options.force()) {
        return plan.checks();
      }
      var open = answerProved(plan.checks());
      return options.retry() ? open : answerKnown(open);
    }

    private List<PlannedCheck> answerProved(List<PlannedCheck> checks) {
      var found = evidence.proofs(checks);
      for (var check : checks) {
        var proof = found.get(check);
        if (proof != null) {
          proofs.put(proof.id(), proof);
          answers.proved(check, proof.check(), proof.id(), evidence.known(check.key()));
        }
      }
      return checks.stream().filter(check -> !found.containsKey(check)).toList();
    }

    private List<PlannedCheck> answerKnown(List<PlannedCheck> checks) {
      var found = evidence.knownFailures(checks);
      for (var check : checks) {
        var failure = found.get(check);
        if (failure != null) {
          answers.known(check, failure, evidence.known(check.key()));
        }
      }
      return checks.stream().filter(check -> !found.containsKey(check)).toList();
    }

    private void warnOfNoIsolation(List<PlannedCheck> misses) {
      if (misses.stream().anyMatch(check -> check.question() instanceof Question.Command)
          && !workshop.isIsolated()) {
        events.on(
            new Event.Warning(
                "commands run without a sandbox here: they see the whole machine, and not only"
                    + " their inputs",
                "install bubblewrap, and see that it works: bwrap --ro-bind / / true"));
      }
    }

    private void answer(List<PlannedCheck> misses) {
      var nix = misses.stream().filter(check -> check.question() instanceof Question.Nix).toList();
      var prepared = new NixStage(env, workshop, events, cancellation).prepare(nix, options.jobs());
      var expected = new HashMap<PlannedCheck, Long>();
      misses.forEach(check -> expected.put(check, expected(check).orElse(Long.MAX_VALUE)));
      var longestFirst =
          misses.stream()
              .sorted(Comparator.comparing(expected::get, Comparator.reverseOrder()))
              .toList();
      env.all(
          "check",
          longestFirst,
          options.jobs(),
          check -> {
            answer(check, prepared.get(check));
            return check;
          });
    }

    private void answer(PlannedCheck check, NixStage.@Nullable Prepared prepared) {
      try {
        switch (prepared) {
          case NixStage.Prepared.Ended(var ran) -> ended(check, ran, Optional.empty());
          case NixStage.Prepared.Ready(var what) -> answer(check, Optional.of(what));
          case null -> answer(check, Optional.empty());
        }
      } catch (Problem problem) {
        if (answers.has(check)) {
          throw problem;
        }
        ended(check, workshop.brokenBy(problem, cancellation), Optional.empty());
      }
    }

    private void answer(PlannedCheck check, Optional<Buildable> what) {
      if (options.cache()) {
        answerAlone(check, what);
      } else {
        ended(check, run(check, what), Optional.empty());
      }
    }

    /// Of all who ask this question on this machine, one is here at a time.
    private void answerAlone(PlannedCheck check, Optional<Buildable> what) {
      var waited = new AtomicBoolean();
      try (var hold = hold(check, waited)) {
        if (!hold.isHeld()) {
          ended(check, workshop.ended(Outcome.CANCELLED, ""), Optional.empty());
          return;
        }
        if ((waited.get() || !options.force()) && wasAnsweredMeanwhile(check)) {
          return;
        }
        boolean mayTakeOver = !options.force() && !options.retry();
        if (mayTakeOver && what.isPresent() && sameOutputsPassed(check, what.get())) {
          return;
        }
        ended(check, run(check, what), what.map(Buildable::outputsKey));
      }
    }

    private Hold hold(PlannedCheck check, AtomicBoolean waited) {
      return evidence
          .results()
          .hold(
              check.key(),
              () -> {
                waited.set(true);
                events.on(new Event.Waiting(Events.id(check)));
              },
              cancellation);
    }

    /// By another mic, behind our look-up. What is to be retried has failed before it.
    private boolean wasAnsweredMeanwhile(PlannedCheck check) {
      var open = answerProved(List.of(check));
      return open.isEmpty() || (!options.retry() && answerKnown(open).isEmpty());
    }

    /// Whether another tree led to the same derivation, which this machine has built.
    private boolean sameOutputsPassed(PlannedCheck check, Buildable what) {
      var before = evidence.sameOutputs(what.outputsKey());
      if (before.isEmpty()
          || !(before.get().action() instanceof Action.Nix built)
          || !built.drv().equals(what.derivation().path())
          || !built.drvs().equals(what.closure())) {
        return false;
      }
      var said = before.get();
      var here =
          new Check(
              check.name(),
              check.key(),
              check.system(),
              check.definition().inputs().texts(),
              check.source(),
              said.result(),
              said.exit(),
              said.attempt(),
              said.prior(),
              said.started(),
              said.finished(),
              said.log(),
              new Action.Nix(
                  what.attribute(),
                  what.derivation().path(),
                  what.derivationText(),
                  what.closure(),
                  built.mode(),
                  built.outputs()));
      var id = keeper.keepAlso(check, here, what.outputsKey());
      id.ifPresent(proof -> answers.proved(check, here, proof, evidence.known(check.key())));
      return id.isPresent();
    }

    private Ran run(PlannedCheck check, Optional<Buildable> what) {
      if (cancellation.isCancelled()) {
        return workshop.ended(Outcome.CANCELLED, "");
      }
      events.on(new Event.Started(Events.id(check), env.nowMillis(), expected(check)));
      var watcher = watcher(check);
      try {
        return what.isPresent()
            ? workshop
                .nix()
                .orElseThrow()
                .realise(
                    what.get(),
                    timeout(check.definition().timeout(), what.get()),
                    watcher,
                    cancellation)
            : workshop.runCommand(check, watcher, cancellation);
      } catch (Problem problem) {
        return workshop.brokenBy(problem, cancellation);
      }
    }

    private static Duration timeout(Duration wanted, Buildable what) {
      return what.timeout().filter(own -> own.compareTo(wanted) < 0).orElse(wanted);
    }

    private RunWatcher watcher(PlannedCheck check) {
      var id = Events.id(check);
      return new RunWatcher() {
        @Override
        public void line(String text) {
          events.on(new Event.Line(id, text));
        }

        @Override
        public void phase(String phase) {
          events.on(new Event.Phase(id, phase));
        }
      };
    }

    private void ended(PlannedCheck check, Ran ran, Optional<Digest> outputsKey) {
      var kept =
          options.cache()
              ? keeper.keep(check, ran, outputsKey, evidence.known(check.key()))
              : Keeper.Kept.NOTHING;
      answers.ran(check, ran, kept);
    }

    private Report report(List<byte[]> signed) {
      var given = answers.of(plan.checks());
      long saved =
          given.stream()
              .filter(answer -> !answer.ran() && answer.outcome() == Outcome.PASSED)
              .mapToLong(Event.Answered::durationMillis)
              .sum();
      var summary =
          new Event.Summary(
              given,
              Duration.ofNanos(env.nanos() - begunNanos).toMillis(),
              saved,
              workshop.files().tree());
      events.on(summary);
      var attestations = new ArrayList<byte[]>();
      proofs.values().forEach(proof -> attestations.add(proof.attestation()));
      attestations.addAll(signed);
      return new Report(summary, List.copyOf(attestations));
    }
  }
}
