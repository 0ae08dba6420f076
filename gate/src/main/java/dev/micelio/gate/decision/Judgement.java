package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Tree;
import dev.micelio.gate.binding.SourceTrees;
import dev.micelio.gate.evidence.Circumstances;
import dev.micelio.gate.evidence.EvidenceRules;
import dev.micelio.gate.policy.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Whether single testimonies count: each is compared with the definition of its check, with the
/// files that would land, and with what the gate asks of evidence.
final class Judgement {
  /// What inputs give that match nothing.
  private static final Digest NO_FILES = Tree.empty((_, _) -> {});

  private final EvidenceRules rules;
  private final Testimonies testimonies;
  private final People people;
  private final long nowSeconds;
  private final Map<String, Digest> sources = new HashMap<>();
  private final Map<String, Digest> found;

  /// Of testimonies about the checks that are named.
  Judgement(
      Policy policy,
      Set<String> checks,
      SourceTrees trees,
      Testimonies testimonies,
      People people,
      long nowSeconds) {
    rules = EvidenceRules.of(policy);
    this.testimonies = testimonies;
    this.people = people;
    this.nowSeconds = nowSeconds;
    for (String check : checks) {
      var inputs = policy.check(check).orElseThrow().inputs();
      sources.put(check, trees.of(inputs, testimonies.trees(check)));
    }
    var matching = new HashMap<>(sources);
    matching.values().removeIf(NO_FILES::equals);
    found = Map.copyOf(matching);
  }

  /// One word, and what is wrong with it. A person may stand behind it in spite of many attempts.
  record Weighed(Testimony testimony, List<Reason> reasons, Optional<Digest> endorsement) {
    Weighed {
      reasons = List.copyOf(reasons);
    }

    boolean counts() {
      return reasons.isEmpty();
    }
  }

  Weighed weigh(Testimony testimony) {
    var circumstances =
        new Circumstances(
            Set.of(), Optional.of(found), testimony.run().receivedSeconds(), nowSeconds);
    var reasons =
        rules.judge(
            testimony.run().statement(),
            testimony.check(),
            testimonies.failed(testimony),
            circumstances);
    var endorsement = people.behind(testimony.key());
    return !reasons.isEmpty()
            && endorsement.isPresent()
            && reasons.stream().allMatch(reason -> reason.code() == Code.CHECK_ATTEMPTS)
        ? new Weighed(testimony, List.of(), endorsement)
        : new Weighed(
            testimony, reasons.stream().map(testimony::reason).toList(), Optional.empty());
  }

  /// What the check's inputs give in the result.
  Digest source(String check) {
    return Objects.requireNonNull(sources.get(check));
  }

  boolean hasFiles(String check) {
    return found.containsKey(check);
  }
}
