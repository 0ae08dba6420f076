package dev.micelio.core.objects;

/// When a put may take effect.
public sealed interface Condition {
  Condition ANY = new Any();
  Condition ABSENT = new Absent();

  static Condition matches(Version version) {
    return new Matches(version);
  }

  record Any() implements Condition {}

  /// Nothing is under the key.
  record Absent() implements Condition {}

  /// The object is there and still has this version.
  record Matches(Version version) implements Condition {}
}
