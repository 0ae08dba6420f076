package dev.micelio.checks.nix;

import dev.micelio.checks.outcome.Ran;
import java.util.List;
import java.util.Optional;

/// What came of building something once more.
///
/// @param differing absent where nothing could be compared; empty where all outputs are the same;
///   else the names of the outputs of which at least one differs
public record Rebuilt(Ran ran, Optional<List<String>> differing) {
  public Rebuilt {
    differing = differing.map(List::copyOf);
  }
}
