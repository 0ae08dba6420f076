package dev.micelio.gate.policy;

import dev.micelio.core.problem.Problem;
import dev.micelio.gate.toml.TomlReading;
import java.util.List;
import java.util.stream.Collectors;

/// What came of reading a mic.toml.
public sealed interface PolicyFile {
  String NAME = "mic.toml";

  /// Faults that are told; a file with more of them is no better understood by hearing all.
  int FAULTS_MAX = 100;

  record Valid(Policy policy) implements PolicyFile {}

  /// In the order of the file, at least one.
  record Invalid(List<PolicyFault> faults) implements PolicyFile {
    public Invalid {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("an invalid file has a fault");
      }
    }

    /// For whoever can only stop. The name is that of the file, as its reader knows it.
    public Problem problem(String name) {
      return new Problem(
          Problem.Kind.INVALID,
          "policy.invalid",
          faults.stream().map(fault -> name + ":" + fault).collect(Collectors.joining("\n")),
          "correct "
              + (faults.size() == 1 ? "this place" : "these " + faults.size() + " places")
              + " of "
              + name
              + "; docs/policy.md has every key");
    }
  }

  static PolicyFile read(byte[] bytes) {
    return switch (TomlReading.of(bytes)) {
      case TomlReading.Malformed(var place, var what, var next) ->
          new Invalid(List.of(new PolicyFault(place.line(), place.column(), what, next)));
      case TomlReading.Document(var table) -> PolicyReader.read(table);
    };
  }

  /// The policy, or the problem that there is none.
  default Policy orProblem(String name) {
    return switch (this) {
      case Valid(var policy) -> policy;
      case Invalid invalid -> throw invalid.problem(name);
    };
  }
}
