package dev.micelio.core.objects;

/// What became of a delete that named a version.
public sealed interface DeleteAnswer {

  record Deleted() implements DeleteAnswer {}

  /// Another version is there, or none; nothing changed.
  record Lost() implements DeleteAnswer {}
}
