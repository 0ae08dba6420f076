package dev.micelio.sim.law;

/// A session lands at most once.
final class NothingLandsTwice implements Law {
  @Override
  public String name() {
    return "a session lands once";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    if (seen instanceof Seen.Landed(var landing)) {
      var earlier = ledger.landed(landing.session());
      if (earlier.isPresent()) {
        throw violated(
            "\"%s\" landed at %d and again at %d"
                .formatted(landing.goal(), earlier.get(), landing.position()));
      }
    }
  }
}
