package dev.micelio.gate.evidence;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/// A definition, with what judging needs of it worked out.
final class ExpectedCheck {
  private final CheckDefinition definition;
  private final String place;
  private final int firstSlot;

  /// For a Nix check, the attribute on each of its systems; in their order.
  private final List<List<String>> attributes;

  /// For a command, what it may see.
  private final Set<String> variables;

  ExpectedCheck(CheckDefinition definition, int firstSlot) {
    this.definition = definition;
    this.firstSlot = firstSlot;
    place = EvidenceRules.place(definition.name());
    switch (definition.action()) {
      case CheckDefinition.Nix(var attribute) -> {
        attributes = definition.systems().stream().map(attribute::on).toList();
        variables = Set.of();
      }
      case CheckDefinition.Command command -> {
        attributes = List.of();
        variables = Set.copyOf(command.variables());
      }
    }
  }

  CheckDefinition definition() {
    return definition;
  }

  /// Where a reason says that something is wrong.
  String place() {
    return place;
  }

  List<String> inputs() {
    return definition.inputs().texts();
  }

  /// The attribute on a system; empty where the policy does not want this check.
  List<String> attribute(String system) {
    int index = definition.systems().indexOf(system);
    return index < 0 ? List.of() : attributes.get(index);
  }

  boolean maySee(String variable) {
    return variables.contains(variable);
  }

  int slots() {
    return Math.max(1, attributes.size());
  }

  void markAll(BitSet slots) {
    slots.set(firstSlot, firstSlot + slots());
  }

  /// Marks the slot of the result on this system, and answers whether it is among the required.
  boolean mark(String system, BitSet seen, BitSet required) {
    int index = attributes.isEmpty() ? 0 : definition.systems().indexOf(system);
    if (index >= 0) {
      seen.set(firstSlot + index);
    }
    // on a system that nobody asked for it is still a result of a required check
    return required.get(firstSlot + Math.max(0, index));
  }

  void missing(BitSet open, Reasons reasons) {
    for (int i = 0; i < slots(); i++) {
      if (open.get(firstSlot + i)) {
        reasons.add(
            Code.CHECK_MISSING,
            place,
            attributes.isEmpty() ? "a result" : "a result on " + definition.systems().get(i),
            "none");
      }
    }
  }
}
