package dev.micelio.sim.law;

import dev.micelio.core.landing.Outcome;

/// What was answered landed is in the log, where the answer says.
final class NothingAcknowledgedIsLost implements Law {
  @Override
  public String name() {
    return "what was acknowledged is in the log";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    if (seen
        instanceof Seen.Answered(var offered, Outcome.Landed(long position, var tree, var at))) {
      var session = offered.offer().session();
      long there = ledger.landed(session).orElse(0L);
      if (there != position) {
        throw violated(
            "\"%s\" was answered to be at %d and is at %s"
                .formatted(offered.offer().goal(), position, there == 0 ? "no place" : there));
      }
      if (!ledger.treeAt(position).equals(tree) || !ledger.at(position).equals(at)) {
        throw violated(
            "what landed at " + position + " has another tree or time than was answered");
      }
    }
  }
}
