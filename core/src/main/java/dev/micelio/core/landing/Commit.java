package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import java.util.List;

/// Landings that became durable by one put, with the tree nodes that they made. `previous` is the
/// digest of the bytes of the commit before it, [#NONE] for the first one: so the log is a chain,
/// and whoever changes an old commit breaks every later one. The nodes' arrays are not to be
/// changed.
public record Commit(Digest previous, List<Landing> landings, List<byte[]> nodes) {
  /// What the first commit has as its previous one.
  public static final Digest NONE = new Digest(0, 0, 0, 0);

  public static final int LANDINGS_MAX = 256;

  static final int NODES_MAX = 1 << 20;

  /// The largest commit, stored.
  public static final int SIZE_BYTES_MAX = 64 << 20;

  public Commit {
    landings = List.copyOf(landings);
    nodes = List.copyOf(nodes);
    if (landings.isEmpty() || landings.size() > LANDINGS_MAX) {
      throw new IllegalArgumentException(
          "a commit has 1 to " + LANDINGS_MAX + " landings, not " + landings.size());
    }
    for (int i = 1; i < landings.size(); i++) {
      var before = landings.get(i - 1);
      var landing = landings.get(i);
      if (landing.position() != before.position() + 1 || landing.at().compareTo(before.at()) <= 0) {
        throw new IllegalArgumentException(
            "the landings of a commit follow each other, and in time");
      }
    }
  }

  public long first() {
    return landings.getFirst().position();
  }

  public Landing last() {
    return landings.getLast();
  }
}
