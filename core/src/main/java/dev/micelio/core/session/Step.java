package dev.micelio.core.session;

/// What one write makes of the session that it finds.
sealed interface Step {

  record To(Session next) implements Step {}

  /// It is as it should be.
  record Unchanged() implements Step {}

  record ReadOnly() implements Step {}

  /// It is not the session that the write was made for.
  record Outdated() implements Step {}
}
