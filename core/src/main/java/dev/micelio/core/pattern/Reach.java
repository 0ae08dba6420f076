package dev.micelio.core.pattern;

/// How much of a set of paths matches. NONE and ALL are certain; SOME means that only a look at
/// each path tells.
public enum Reach {
  NONE,
  SOME,
  ALL;

  static Reach of(boolean matches) {
    return matches ? ALL : NONE;
  }

  /// The reach into both of two sets.
  Reach and(Reach other) {
    return this == other ? this : SOME;
  }
}
