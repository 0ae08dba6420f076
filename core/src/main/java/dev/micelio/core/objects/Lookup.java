package dev.micelio.core.objects;

/// What is under a key, without its body.
public sealed interface Lookup {

  /// `modifiedMillis` is by the object store's own clock.
  record Found(Version version, long size, long modifiedMillis) implements Lookup {}

  record Absent() implements Lookup {}
}
