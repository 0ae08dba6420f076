package dev.micelio.gate.edit;

import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFault;
import java.util.List;

/// What came of an edit.
public sealed interface Edited {

  /// The addition is made.
  ///
  /// @param text the whole file
  /// @param policy what it says
  record Done(String text, Policy policy) implements Edited {}

  /// The file would have these faults; or it has them already.
  record Faulty(List<PolicyFault> faults) implements Edited {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /// The file is written in a way in which there is no place for it.
  ///
  /// @param lines what to write by hand
  record NoPlace(String lines) implements Edited {}
}
