package dev.micelio.sim.law;

/// What must hold after every step of a simulation. One law keeps what it needs to know and nothing
/// else; it throws [Violated] when it does not hold.
public interface Law {
  String name();

  /// `ledger` is the log as it was just before a landing that is seen, and as it is for all else.
  void look(Seen seen, Ledger ledger);

  default Violated violated(String how) {
    return new Violated(name(), how);
  }
}
