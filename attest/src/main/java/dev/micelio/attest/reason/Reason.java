package dev.micelio.attest.reason;

import dev.micelio.core.problem.Problem;

/// One thing that is wrong: where, what belongs there and what is there, for people.
public record Reason(Code code, String where, String expected, String found) {
  /// For whoever needs an attestation and was given what is none because of this.
  public Problem problem() {
    return new Problem(
        Problem.Kind.INVALID, "attest.malformed", "this is no attestation: " + this, code.next());
  }

  @Override
  public String toString() {
    return "%s %s: expected %s, found %s".formatted(code, where, expected, found);
  }
}
