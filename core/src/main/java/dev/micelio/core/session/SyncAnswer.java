package dev.micelio.core.session;

/// What became of a sync.
public sealed interface SyncAnswer permits SessionAnswer, SyncAnswer.Changed {

  /// The session is not the one that the sync was made from: make it again from this one.
  record Changed(Kept now) implements SyncAnswer {}
}
