package dev.micelio.checks.nix;

import dev.micelio.checks.outcome.PackedLog;

/// What Nix says an attribute is.
public sealed interface Evaluated {

  record Found(Buildable what) implements Evaluated {}

  /// Nix could not find it out.
  ///
  /// @param message one line for people
  /// @param log all that Nix said
  record Failed(String message, PackedLog log) implements Evaluated {}

  /// This machine kept Nix from finding it out: no answer.
  record Broken(String why) implements Evaluated {}
}
