package dev.micelio.sim.law;

import dev.micelio.core.landing.Outcome;

/// What was answered anything else but landed or undecided did not land by that offer, and never
/// will.
final class NothingRefusedLands implements Law {
  @Override
  public String name() {
    return "what was refused does not land";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    switch (seen) {
      case Seen.Answered(_, Outcome.Undecided _) -> {} // its put may still arrive
      case Seen.Answered(var offered, Outcome.Landed _) -> {
        offered.undecidedCalls--;
        offered.acknowledged = true;
      }
      case Seen.Answered(var offered, _) -> {
        offered.undecidedCalls--;
        offered.refused = offered.undecidedCalls == 0;
        mustBeOut(offered, "refused");
      }
      case Seen.Failed(var offered, var problem) -> {
        offered.undecidedCalls--;
        mustBeOut(offered, "answered not to have landed, by " + problem);
      }
      case Seen.Landed(var landing) -> {
        var offered = ledger.offered(landing);
        if (offered != null && offered.refused) {
          throw violated("\"" + landing.goal() + "\" was refused, and lands now");
        }
      }
      default -> {}
    }
  }

  /// As long as another call may land it, or has, an answer speaks of its own call only.
  private void mustBeOut(Offered offered, String how) {
    if (offered.undecidedCalls == 0 && offered.inTheLog && !offered.acknowledged) {
      throw violated("\"" + offered.offer().goal() + "\" has landed, and is " + how);
    }
  }
}
