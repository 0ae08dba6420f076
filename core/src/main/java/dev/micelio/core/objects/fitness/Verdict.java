package dev.micelio.core.objects.fitness;

import java.util.Locale;

/// What became of a property under test.
public enum Verdict {
  HELD,
  BROKEN,
  /// The object store says that it cannot, and did nothing.
  NOT_OFFERED;

  /// As people and scripts read it: `not offered`.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
