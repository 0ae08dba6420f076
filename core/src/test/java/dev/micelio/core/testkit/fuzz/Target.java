package dev.micelio.core.testkit.fuzz;

/// What is fuzzed.
@FunctionalInterface
public interface Target {
  /// Throws whatever says that a property is broken. The feedback is a value for how the input was
  /// treated: inputs with equal ones are alike. The array is not to be changed.
  Object run(byte[] input) throws Exception;
}
