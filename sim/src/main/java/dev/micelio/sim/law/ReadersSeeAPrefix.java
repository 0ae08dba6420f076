package dev.micelio.sim.law;

/// Whoever reads the end of the log reads an end that it had since the reading began, and whoever
/// reads a tree reads what the project was at that position.
final class ReadersSeeAPrefix implements Law {
  @Override
  public String name() {
    return "readers see a prefix";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    switch (seen) {
      case Seen.ReadTail(long atLeast, var tail) -> {
        long position = tail.position();
        if (position < atLeast || position > ledger.position()) {
          throw violated(
              "the log was read to end at %d, when it had reached %d and not passed %d"
                  .formatted(position, atLeast, ledger.position()));
        }
        var chain = ledger.chainAt(position);
        if (chain.isEmpty()
            || !chain.get().equals(tail.chain())
            || !ledger.treeAt(position).equals(tail.tree())
            || !ledger.at(position).equals(tail.at())) {
          throw violated("the end of the log at " + position + " is not what was read");
        }
      }
      case Seen.ReadTree(var base, var entries) -> {
        if (!ledger.entriesAt(base.position()).equals(entries)) {
          throw violated("the tree at " + base.position() + " is not what was read");
        }
      }
      default -> {}
    }
  }
}
