package dev.micelio.gate.decision;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.evidence.EvidenceRules;
import dev.micelio.gate.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides about one required check: whether the testimonies that count are enough under one key,
/// and undisputed.
final class CheckStep {
  private final Policy policy;
  private final Testimonies testimonies;
  private final Judgement judgement;
  private final Disputes disputes;
  private final People people;

  CheckStep(
      Policy policy,
      Testimonies testimonies,
      Judgement judgement,
      Disputes disputes,
      People people) {
    this.policy = policy;
    this.testimonies = testimonies;
    this.judgement = judgement;
    this.disputes = disputes;
    this.people = people;
  }

  /// What was decided, and the attestations that it rests on.
  record Decided(CheckVerdict verdict, List<Digest> rests) {
    Decided {
      rests = List.copyOf(rests);
    }
  }

  /// Signers who stand behind the result under one key.
  private record Side(Thresholds.Count count, List<Reason> disputes, List<Digest> endorsements) {
    boolean isProof() {
      return count.isMet() && disputes.isEmpty();
    }
  }

  /// A Nix check is decided for each of its systems, a command for all at once.
  List<Decided> decide(CheckDefinition check, Thresholds thresholds) {
    var weighed = testimonies.about(check.name()).stream().map(judgement::weigh).toList();
    return switch (check.action()) {
      case CheckDefinition.Nix _ ->
          check.systems().stream()
              .map(system -> decide(check, Optional.of(system), thresholds, weighed))
              .toList();
      case CheckDefinition.Command _ ->
          List.of(decide(check, Optional.empty(), thresholds, weighed));
    };
  }

  private Decided decide(
      CheckDefinition check,
      Optional<String> system,
      Thresholds thresholds,
      List<Judgement.Weighed> all) {
    var weighed = all.stream().filter(each -> isAbout(each.testimony(), check, system)).toList();
    var best = best(sides(weighed, system, thresholds));
    var counted = best.map(side -> side.count().counted()).orElse(List.of());
    var attestations = counted.stream().map(testimony -> testimony.run().id()).toList();
    boolean isProved = best.filter(Side::isProof).isPresent();
    var rests = new ArrayList<Digest>();
    if (isProved) {
      rests.addAll(attestations);
      rests.addAll(best.orElseThrow().endorsements());
    }
    var highest = thresholds.highest();
    return new Decided(
        new CheckVerdict(
            check.name(),
            system,
            judgement.source(check.name()),
            highest.need(),
            Thresholds.word(highest.distinct()),
            counted.stream().map(Testimony::principal).toList(),
            attestations,
            isProved ? List.of() : reasons(check, system, weighed, best)),
        rests);
  }

  /// A word about a system that the check is not for is told with each system that it is for.
  private static boolean isAbout(
      Testimony testimony, CheckDefinition check, Optional<String> system) {
    return system.isEmpty()
        || testimony.check().system().equals(system.get())
        || !check.systems().contains(testimony.check().system());
  }

  private List<Side> sides(
      List<Judgement.Weighed> weighed, Optional<String> system, Thresholds thresholds) {
    var byKey = new LinkedHashMap<Digest, List<Judgement.Weighed>>();
    for (var each : weighed) {
      if (each.counts() && system.map(each.testimony().check().system()::equals).orElse(true)) {
        byKey.computeIfAbsent(each.testimony().key(), _ -> new ArrayList<>()).add(each);
      }
    }
    var sides = new ArrayList<Side>();
    byKey.forEach((key, testimonies) -> sides.add(side(key, testimonies, thresholds)));
    return sides;
  }

  private Side side(Digest key, List<Judgement.Weighed> weighed, Thresholds thresholds) {
    var count =
        thresholds.count(weighed.stream().map(Judgement.Weighed::testimony).toList(), policy);
    var against = disputes.against(key);
    var endorsement = people.behind(key);
    var healed =
        weighed.stream()
            .filter(each -> each.endorsement().isPresent())
            .map(each -> each.testimony().run().id())
            .collect(Collectors.toSet());
    boolean isNeeded =
        !against.isEmpty()
            || count.counted().stream().anyMatch(each -> healed.contains(each.run().id()));
    return new Side(
        count,
        endorsement.isPresent() ? List.of() : against,
        isNeeded ? endorsement.stream().toList() : List.of());
  }

  /// A proof, or what comes nearest to one.
  private static Optional<Side> best(List<Side> sides) {
    Optional<Side> best = Optional.empty();
    for (var side : sides) {
      if (best.isEmpty() || rank(side) > rank(best.get())) {
        best = Optional.of(side);
      }
    }
    return best;
  }

  private static int rank(Side side) {
    int proof = side.isProof() ? 1 << 30 : 0;
    int met = side.count().isMet() ? 1 << 20 : 0;
    return proof + met + side.count().counted().size();
  }

  private List<Reason> reasons(
      CheckDefinition check,
      Optional<String> system,
      List<Judgement.Weighed> weighed,
      Optional<Side> best) {
    var reasons = new Reasons();
    if (best.isEmpty() || !best.get().count().isMet()) {
      missing(check, system, weighed, reasons);
      weighed.forEach(each -> each.reasons().forEach(reasons::add));
    }
    best.ifPresent(side -> {
      for (var open : side.count().open()) {
        reasons.add(
            Code.CHECK_SIGNERS,
            EvidenceRules.place(check.name()),
            open.need() + " signers that differ by " + Thresholds.word(open.distinct()),
            Shown.list(open.names()));
      }
      side.disputes().forEach(reasons::add);
    });
    return reasons.list();
  }

  private void missing(
      CheckDefinition check,
      Optional<String> system,
      List<Judgement.Weighed> weighed,
      Reasons reasons) {
    boolean isThere =
        weighed.stream()
            .map(each -> each.testimony().check().system())
            .anyMatch(found -> system.map(found::equals).orElse(true));
    if (!isThere) {
      reasons.add(
          Code.CHECK_MISSING,
          EvidenceRules.place(check.name()),
          system.map(each -> "a result on " + each).orElse("a result"),
          judgement.hasFiles(check.name()) ? "none" : "none, and its inputs match no file");
    }
  }
}
