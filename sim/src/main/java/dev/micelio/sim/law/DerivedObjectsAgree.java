package dev.micelio.sim.law;

/// What segments and roll-ups answer is what the log has, and none of them speaks of positions that
/// the log has not reached.
final class DerivedObjectsAgree implements Law {
  private static final String SEGMENT = "landing-log/[0-9]{8}[.]log";
  private static final int SEGMENT_POSITIONS = 1_000;

  @Override
  public String name() {
    return "derived objects agree with the log";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    switch (seen) {
      case Seen.Changed(var key, _) when key.text().matches(SEGMENT) -> {
        String name =
            key.text().substring(key.text().lastIndexOf('/') + 1, key.text().length() - 4);
        if (Long.parseLong(name) + SEGMENT_POSITIONS - 1 > ledger.position()) {
          throw violated(key + " was made when the log ended at " + ledger.position());
        }
      }
      case Seen.Asked(var newest, var landed) -> {
        for (var path : ledger.paths()) {
          long is = ledger.newestBelow(path, ledger.position());
          long said = newest.getOrDefault(path, 0L);
          if (is != said) {
            throw violated("%s was touched last at %d, not at %d".formatted(path, is, said));
          }
        }
        landed.forEach((session, said) -> {
          long is = ledger.landed(session).orElse(0L);
          if (is != said) {
            throw violated("%s landed at %d, not at %d".formatted(session, is, said));
          }
        });
      }
      default -> {}
    }
  }
}
