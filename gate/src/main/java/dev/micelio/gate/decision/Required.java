package dev.micelio.gate.decision;

import dev.micelio.core.tree.Difference;
import dev.micelio.gate.policy.GateRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Which checks a landing needs, and how many signers of each: those of the gate, and those of each
/// rule for a path that changes. Rules only add.
final class Required {
  private Required() {}

  /// In the order of the policy, what the rules of the gate come first.
  static SequencedMap<String, Thresholds> of(GateRules rules, List<Difference> changes) {
    var touched = new Touched(changes);
    var matching = rules.paths().stream().filter(rule -> touched.any(rule.match())).toList();
    var asked = new LinkedHashMap<String, List<GateRules.Signers>>();
    rules.require().forEach(name -> add(asked, name, rules.signers()));
    matching.stream()
        .flatMap(rule -> rule.require().stream())
        .forEach(name -> add(asked, name, rules.signers()));
    for (var rule : matching) {
      var names = rule.require().isEmpty() ? List.copyOf(asked.keySet()) : rule.require();
      rule.signers().ifPresent(signers -> names.forEach(name -> add(asked, name, signers)));
    }
    var required = new LinkedHashMap<String, Thresholds>();
    asked.forEach((name, signers) -> required.put(name, Thresholds.of(signers)));
    return required;
  }

  private static void add(
      Map<String, List<GateRules.Signers>> asked, String name, GateRules.Signers signers) {
    asked.computeIfAbsent(name, _ -> new ArrayList<>()).add(signers);
  }
}
