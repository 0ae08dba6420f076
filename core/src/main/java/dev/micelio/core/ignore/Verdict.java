package dev.micelio.core.ignore;

/// What rules say of one path.
enum Verdict {
  IGNORED,
  /// A rule with `!` takes it back.
  KEPT,
  /// No rule speaks of it.
  UNSAID
}
