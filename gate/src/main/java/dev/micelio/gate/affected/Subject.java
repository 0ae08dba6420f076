package dev.micelio.gate.affected;

import dev.micelio.core.digest.Digest;

/// What an utterance stands for. The same subjects are equal, whoever says them.
public sealed interface Subject {

  /// A check that passed.
  record Result(String check, String system, Digest key, boolean isNix) implements Subject {}

  /// What an endorsement or another statement is about, as its claims say it.
  record Approval(String of) implements Subject {}
}
