package dev.micelio.core.session;

/// What became of a change of a session.
public sealed interface SessionAnswer extends SyncAnswer {

  /// It is as it was asked to be, by this call or by an earlier one.
  record Done(Kept kept) implements SessionAnswer {}

  /// It has landed or was abandoned; nothing changed.
  record ReadOnly(Kept kept) implements SessionAnswer {}

  /// There is no such session.
  record Absent() implements SessionAnswer {}
}
