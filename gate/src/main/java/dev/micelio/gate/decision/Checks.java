package dev.micelio.gate.decision;

import dev.micelio.gate.binding.SourceTrees;
import dev.micelio.gate.intake.Admitted;
import dev.micelio.gate.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/// Decides about all checks that a landing needs, in the order of the policy.
final class Checks {
  private Checks() {}

  static List<CheckStep.Decided> decide(
      Candidate candidate, Policy policy, Admitted evidence, Context context) {
    var required = Required.of(policy.rules(), candidate.changes());
    var testimonies = new Testimonies(evidence.runs());
    var people = new People(policy, evidence.endorsements());
    var trees =
        new SourceTrees(
            candidate.before(), candidate.after(), candidate.changes(), context.known());
    long now = context.nowSeconds();
    var judgement = new Judgement(policy, required.keySet(), trees, testimonies, people, now);
    var disputes = new Disputes(testimonies, policy.rules().evidence().maxAge(), now);
    var step = new CheckStep(policy, testimonies, judgement, disputes, people);
    var decided = new ArrayList<CheckStep.Decided>();
    required.forEach((name, thresholds) ->
        decided.addAll(step.decide(policy.check(name).orElseThrow(), thresholds)));
    return decided;
  }
}
