package dev.micelio.checks.run;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.nix.Buildable;
import dev.micelio.checks.nix.Evaluated;
import dev.micelio.checks.nix.Nix;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out what is to be built for Nix checks that must run: once for all that may read the same
/// files.
final class NixStage {

  sealed interface Prepared {
    record Ready(Buildable what) implements Prepared {}

    /// It did not come to building.
    record Ended(Ran ran) implements Prepared {}
  }

  private final Env env;
  private final Workshop workshop;
  private final Events events;
  private final Cancellation cancellation;

  NixStage(Env env, Workshop workshop, Events events, Cancellation cancellation) {
    this.env = env;
    this.workshop = workshop;
    this.events = events;
    this.cancellation = cancellation;
  }

  Map<PlannedCheck, Prepared> prepare(List<PlannedCheck> checks, int jobs) {
    var prepared = new HashMap<PlannedCheck, Prepared>();
    if (checks.isEmpty()) {
      return prepared;
    }
    Optional<Nix> nix;
    try {
      nix = workshop.nix();
    } catch (Problem problem) {
      return allEnded(checks, brokenBy(problem));
    }
    if (nix.isEmpty()) {
      return allEnded(
          checks,
          workshop.ended(
              Outcome.INFRASTRUCTURE,
              "Nix is not installed; install it from https://nixos.org/download, or give the check"
                  + " a command with run = […] in mic.toml"));
    }
    var bySource = new LinkedHashMap<Digest, List<PlannedCheck>>();
    checks.forEach(
        check -> bySource.computeIfAbsent(check.source(), _ -> new ArrayList<>()).add(check));
    var groups = List.copyOf(bySource.values());
    // The first one alone: a store that is not there yet is made by whoever opens it, and several
    // who do so get in each other's way.
    prepared.putAll(prepare(nix.get(), groups.getFirst()));
    var others = groups.subList(1, groups.size());
    env.all("evaluate", others, jobs, group -> prepare(nix.get(), group)).forEach(prepared::putAll);
    return prepared;
  }

  private static Map<PlannedCheck, Prepared> allEnded(List<PlannedCheck> checks, Ran ran) {
    var ended = new HashMap<PlannedCheck, Prepared>();
    checks.forEach(check -> ended.put(check, new Prepared.Ended(ran)));
    return ended;
  }

  private Map<PlannedCheck, Prepared> prepare(Nix nix, List<PlannedCheck> group) {
    var prepared = new HashMap<PlannedCheck, Prepared>();
    if (cancellation.isCancelled()) {
      return allEnded(group, cancelled());
    }
    events.on(new Event.Evaluating(group.stream().map(Events::id).toList()));
    long started = env.nowMillis();
    try {
      var restricted = workshop.files().tree(group.getFirst().source());
      var source = nix.add(restricted, workshop.files().contents(), workshop.workspaces());
      var attributes = group.stream().map(NixStage::attribute).distinct().toList();
      var evaluated = nix.evaluate(source, attributes, cancellation);
      for (var check : group) {
        prepared.put(
            check,
            switch (evaluated.get(attribute(check))) {
              case Evaluated.Found(var what) -> new Prepared.Ready(what);
              case Evaluated.Failed(var message, var log) ->
                  new Prepared.Ended(unevaluated(started, message, log));
              case Evaluated.Broken(var why) ->
                  new Prepared.Ended(
                      cancellation.isCancelled()
                          ? cancelled()
                          : workshop.ended(Outcome.INFRASTRUCTURE, why));
              case null -> new Prepared.Ended(cancelled());
            });
      }
    } catch (Problem problem) {
      return allEnded(group, brokenBy(problem));
    }
    return prepared;
  }

  static List<String> attribute(PlannedCheck check) {
    return ((Question.Nix) check.question()).attribute();
  }

  private Ran unevaluated(long started, String message, PackedLog log) {
    var outcome = cancellation.isCancelled() ? Outcome.CANCELLED : Outcome.EVALUATION_ERROR;
    return new Ran(
        outcome, 1, started, env.nowMillis(), Usage.UNKNOWN, log, Optional.empty(), message);
  }

  private Ran cancelled() {
    return workshop.ended(Outcome.CANCELLED, "");
  }

  private Ran brokenBy(Problem problem) {
    return workshop.brokenBy(problem, cancellation);
  }
}
