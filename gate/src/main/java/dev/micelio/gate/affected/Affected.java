package dev.micelio.gate.affected;

import dev.micelio.core.landing.Landing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says of landings, one by one, what of them rests on what is suspected.
public final class Affected {
  private final Suspicion suspicion;

  private Affected(Suspicion suspicion) {
    this.suspicion = suspicion;
  }

  public static Affected by(Suspicion suspicion) {
    return new Affected(suspicion);
  }

  /// Empty where the landing has nothing to do with it. The utterances are those of all
  /// attestations that the landing names.
  public Optional<AffectedLanding> of(Landing landing, List<Utterance> utterances) {
    if (!utterances.stream().map(Utterance::id).toList().equals(landing.attestations())) {
      throw new IllegalArgumentException(
          "not the utterances of landing " + landing.position() + ", each one in its place");
    }
    var said = new ArrayList<Utterance.Said>();
    var unknown = new ArrayList<Utterance.Unknown>();
    for (var utterance : utterances) {
      switch (utterance) {
        case Utterance.Said each -> said.add(each);
        case Utterance.Unknown each -> unknown.add(each);
      }
    }
    var resting = resting(said);
    return resting.isEmpty() && unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(new AffectedLanding(landing, resting, unknown));
  }

  private List<Resting> resting(List<Utterance.Said> utterances) {
    var suspected = utterances.stream().map(suspicion::of).toList();
    var sound = new HashSet<Subject>();
    for (int i = 0; i < utterances.size(); i++) {
      var doubtful = Set.copyOf(suspected.get(i));
      utterances.get(i).subjects().stream()
          .filter(subject -> !doubtful.contains(subject))
          .forEach(sound::add);
    }
    var resting = new ArrayList<Resting>();
    for (int i = 0; i < utterances.size(); i++) {
      var utterance = utterances.get(i);
      for (var subject : suspected.get(i)) {
        boolean isAlone = !sound.contains(subject);
        resting.add(new Resting(subject, utterance.id(), utterance.principal(), isAlone));
      }
    }
    return resting;
  }
}
