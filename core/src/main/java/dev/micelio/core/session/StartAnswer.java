package dev.micelio.core.session;

/// What became of a start.
public sealed interface StartAnswer {

  /// The session is there: started by this call, or by an earlier one with the same content.
  record Started(Kept kept) implements StartAnswer {}

  /// Another session has this id.
  record Taken() implements StartAnswer {}
}
