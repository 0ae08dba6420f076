package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.verify.Verified;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.Entry;
import dev.micelio.gate.policy.Policy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Judges a change of the policy by the policy that it changes. The new one counts for nothing yet,
/// but it must be one, and leave somebody who can change it again.
final class PolicyChange {
  /// How far a version may rise at once, so that none stands in the way of the next.
  static final long RISE_MAX = 1000;

  private final Candidate candidate;
  private final PolicyOf.Sound old;
  private final Contents contents;

  PolicyChange(Candidate candidate, PolicyOf.Sound old, Contents contents) {
    this.candidate = candidate;
    this.old = old;
    this.contents = contents;
  }

  /// The endorsements that it rests on; none where nothing changes.
  List<Digest> judge(List<Verified<Endorsement>> endorsements, long nowSeconds, Reasons reasons) {
    if (!PolicyOf.changes(candidate)) {
      return List.of();
    }
    switch (PolicyOf.read(candidate.after(), contents, Gate.RESULT)) {
      case PolicyOf.Absent _ -> reasons.add(Gate.missing(Gate.RESULT));
      case PolicyOf.Unsound(var faults) -> faults.forEach(reasons::add);
      case PolicyOf.Sound(var policy, _) -> successor(policy, nowSeconds, reasons);
    }
    return endorsed(candidate.after().get(PolicyOf.PATH), endorsements, reasons);
  }

  private void successor(Policy policy, long nowSeconds, Reasons reasons) {
    if (!policy.project().equals(old.policy().project())) {
      reasons.add(
          Code.POLICY_PROJECT,
          Gate.RESULT,
          old.policy().project().toString(),
          policy.project().toString());
    }
    rise(old.policy().version() + 1, old.policy().version(), policy, reasons);
    wayBack(policy, nowSeconds, reasons);
  }

  /// The version is at least `least`, and not too far above the one before.
  static void rise(long least, long before, Policy policy, Reasons reasons) {
    if (policy.version() < least || policy.version() > before + RISE_MAX) {
      reasons.add(
          Code.POLICY_VERSION,
          Gate.RESULT,
          "a version from " + least + " to " + (before + RISE_MAX),
          "version " + policy.version());
    }
  }

  /// Somebody can change it again.
  static void wayBack(Policy policy, long nowSeconds, Reasons reasons) {
    if (policy.gate().isPresent()) {
      var owners = Owners.of(policy);
      long able = owners.able(policy, nowSeconds);
      if (able < owners.need()) {
        reasons.add(
            Code.POLICY_UNREACHABLE,
            Gate.RESULT,
            "at least " + owners.need() + " of the owners with a key that may endorse now",
            able + " of " + Shown.list(owners.of()));
      }
    }
  }

  private List<Digest> endorsed(
      Optional<Entry> entry, List<Verified<Endorsement>> endorsements, Reasons reasons) {
    var owners = Owners.of(old.policy());
    var found = new LinkedHashMap<String, Digest>();
    var others = new LinkedHashSet<String>();
    for (var endorsement : endorsements) {
      if (owners.of().contains(endorsement.principal())
          && isOfThis(endorsement.statement().of(), entry)) {
        found.putIfAbsent(endorsement.principal(), endorsement.id());
      } else if (!isOfThis(endorsement.statement().of(), entry)) {
        others.add(endorsement.principal());
      }
    }
    if (found.size() < owners.need()) {
      reasons.add(
          Code.POLICY_OWNERS,
          Gate.RESULT,
          "endorsements by " + owners.need() + " of " + Shown.list(owners.of()),
          (found.isEmpty() ? "none" : "those of " + Shown.list(found.sequencedKeySet()))
              + (others.isEmpty() ? "" : ", and of something else by " + Shown.list(others)));
    }
    return found.values().stream().limit(owners.need()).toList();
  }

  private boolean isOfThis(Endorsement.Of of, Optional<Entry> entry) {
    return switch (of) {
      case Endorsement.Of.PolicyChange(var changed, var before) ->
          entry.isPresent()
              && changed.equals(entry.get().digest())
              && before.equals(old.edition().sha256());
      case Endorsement.Of.Landing(var session, var tree) ->
          candidate.session().equals(Optional.of(session)) && tree.equals(candidate.after().id());
      case Endorsement.Of.Result _ -> false;
    };
  }
}
