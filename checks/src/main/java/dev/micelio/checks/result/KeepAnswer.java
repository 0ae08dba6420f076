package dev.micelio.checks.result;

/// Whether results were kept. That they were not is never a verdict.
public sealed interface KeepAnswer {
  record Kept() implements KeepAnswer {}

  /// They were not.
  ///
  /// @param why for people, without what to do about it
  record NotKept(String why) implements KeepAnswer {}
}
