package dev.micelio.sim.law;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tree of each landing is the tree before it with its changes, made anew from all entries; and
/// its nodes are there.
final class TreesFollowTheLog implements Law {
  /// How many landings are looked at one by one; later ones are sampled.
  private static final int ALL_UP_TO = 2_000;

  private static final int ONE_OF = 16;

  @Override
  public String name() {
    return "trees follow the log";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    switch (seen) {
      case Seen.Landed(var landing) -> {
        var after = new TreeMap<>(ledger.head());
        for (var change : landing.changes()) {
          if (!Objects.equals(after.get(change.path()), change.before())) {
            throw violated(
                "landing %d says of %s what the tree before it has not"
                    .formatted(landing.position(), change.path()));
          }
          var now = change.after();
          if (now == null) {
            after.remove(change.path());
          } else {
            after.put(change.path(), now);
          }
        }
        if (landing.position() <= ALL_UP_TO || landing.position() % ONE_OF == 0) {
          mustBe(landing.tree(), after, landing.position());
        }
      }
      case Seen.Ended() ->
          mustBe(ledger.treeAt(ledger.position()), ledger.head(), ledger.position());
      default -> {}
    }
  }

  private void mustBe(Digest tree, SortedMap<TreePath, Entry> entries, long position) {
    if (!Oracle.isTree(entries)) {
      throw violated("landing " + position + " makes one name a file and a directory");
    }
    var builder = new TreeBuilder((_, _) -> {});
    entries.values().forEach(builder::add);
    if (!builder.finish().equals(tree)) {
      throw violated("landing " + position + " has another tree than its changes make");
    }
  }
}
