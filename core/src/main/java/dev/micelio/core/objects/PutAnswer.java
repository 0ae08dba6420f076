package dev.micelio.core.objects;

/// What became of a put.
public sealed interface PutAnswer {

  record Stored(Version version) implements PutAnswer {}

  /// The condition did not hold; nothing changed.
  record Lost() implements PutAnswer {}
}
