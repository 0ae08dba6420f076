package dev.micelio.checks.run;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.result.KnownResult;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.checks.result.ResultLookup;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What is known of check keys before anything runs.
public final class Evidence {
  private final Env env;
  private final LocalResults results;
  private final List<ResultLookup> others;
  private final Trust trust;

  /// `others` are asked for what is not proved here, in this order.
  public Evidence(Env env, LocalResults results, List<ResultLookup> others, Trust trust) {
    this.env = env;
    this.results = results;
    this.others = List.copyOf(others);
    this.trust = trust;
  }

  LocalResults results() {
    return results;
  }

  /// The proofs of those checks that have one, and have not failed here since.
  Map<PlannedCheck, Proof> proofs(Collection<PlannedCheck> checks) {
    var proofs = new HashMap<PlannedCheck, Proof>();
    add(proofs, results, checks);
    for (var other : others) {
      add(proofs, other, checks.stream().filter(check -> !proofs.containsKey(check)).toList());
    }
    knownFailures(proofs.keySet())
        .forEach((check, failure) ->
            proofs.computeIfPresent(
                check,
                (_, proof) -> failure.finishedMillis() > proof.check().finished() ? null : proof));
    return proofs;
  }

  /// When the first of the proofs counts no more, seconds since 1970; nothing when not all of these
  /// checks have one.
  public OptionalLong provedUntil(Collection<PlannedCheck> checks) {
    var proofs = proofs(checks);
    return proofs.keySet().containsAll(checks)
        ? proofs.values().stream().mapToLong(Proof::untilSeconds).min()
        : OptionalLong.empty();
  }

  private void add(
      Map<PlannedCheck, Proof> proofs, ResultLookup lookup, Collection<PlannedCheck> checks) {
    if (checks.isEmpty()) {
      return;
    }
    var attestations =
        lookup.attestations(checks.stream().map(PlannedCheck::key).distinct().toList());
    for (var check : checks) {
      attestations.getOrDefault(check.key(), List.of()).stream()
          .flatMap(attestation -> trust.proves(attestation, check).stream())
          .findFirst()
          .ifPresent(proof -> proofs.put(check, proof));
    }
  }

  /// The newest result of each check that failed here a short while ago, with as much time as it
  /// would have now.
  Map<PlannedCheck, KnownResult> knownFailures(Collection<PlannedCheck> checks) {
    var known = results.known(checks.stream().map(PlannedCheck::key).distinct().toList());
    var failures = new HashMap<PlannedCheck, KnownResult>();
    for (var check : checks) {
      var all = known.getOrDefault(check.key(), List.of());
      if (!all.isEmpty() && stillFails(all.getFirst(), check)) {
        failures.put(check, all.getFirst());
      }
    }
    return failures;
  }

  private boolean stillFails(KnownResult newest, PlannedCheck check) {
    boolean hasMoreTime =
        newest.outcome() == Outcome.TIMED_OUT
            && check.definition().timeout().toMillis() > newest.durationMillis();
    return newest.isAdvisoryAt(env.nowMillis()) && !hasMoreTime;
  }

  /// What would happen to each of these checks if they were run now.
  public Map<PlannedCheck, Prospect> prospects(Collection<PlannedCheck> checks) {
    var proofs = proofs(checks);
    var failures = knownFailures(checks);
    var prospects = new HashMap<PlannedCheck, Prospect>();
    for (var check : checks) {
      prospects.put(
          check,
          proofs.containsKey(check)
              ? Prospect.PROVED
              : failures.containsKey(check) ? Prospect.FAILS : Prospect.OPEN);
    }
    return prospects;
  }

  List<KnownResult> known(Digest key) {
    return results.known(List.of(key)).getOrDefault(key, List.of());
  }

  /// A pass of this machine for the same outputs, under whatever key, if that is its newest word.
  Optional<Check> sameOutputs(Digest outputsKey) {
    return results.byOutputs(List.of(outputsKey)).getOrDefault(outputsKey, List.of()).stream()
        .limit(1)
        .filter(KnownResult::isPass)
        .flatMap(known ->
            known
                .attestation()
                .flatMap(results::attestation)
                .flatMap(attestation -> trust.ownPass(attestation, known.key()))
                .stream())
        .findFirst();
  }
}
