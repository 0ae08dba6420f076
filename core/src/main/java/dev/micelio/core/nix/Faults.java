package dev.micelio.core.nix;

import dev.micelio.core.problem.Problem;

final class Faults {
  private Faults() {}

  /// "a NAR has `found` at byte 17".
  static Problem malformed(String what, String found, long position) {
    return malformed(what, found + " at byte " + position);
  }

  static Problem malformed(String what, String found) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "nix.malformed",
        what + " has " + found,
        "fetch or make it again; if that does not help, its source is damaged or hostile");
  }
}
