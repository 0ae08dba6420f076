package dev.micelio.gate.affected;

import dev.micelio.core.landing.Landing;
import java.util.List;

/// A landing that a suspicion concerns, or may concern: one of the two lists is not empty.
///
/// @param unknown attestations of it of which nobody can tell
public record AffectedLanding(
    Landing landing, List<Resting> resting, List<Utterance.Unknown> unknown) {
  public AffectedLanding {
    resting = List.copyOf(resting);
    unknown = List.copyOf(unknown);
  }
}
