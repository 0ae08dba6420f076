package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.List;

/// Landings that became durable by one put, with the tree nodes that they made. `previous` is the
/// digest of the bytes of the commit before it, [#NONE] for the first one: so the log is a chain,
/// and whoever changes an old commit breaks every later one.
public record Commit(Digest previous, List<Landing> landings, List<byte[]> nodes) {
  /// What the first commit has as its previous one.
  public static final Digest NONE = new Digest(0, 0, 0, 0);

  public static final int LANDINGS_MAX = 256;

  /// The largest commit, stored.
  public static final int SIZE_BYTES_MAX = 64 << 20;

  public Commit {
    landings = List.copyOf(landings);
    nodes = nodes.stream().map(byte[]::clone).toList();
    if (landings.isEmpty() || landings.size() > LANDINGS_MAX) {
      throw new IllegalArgumentException(
          "a commit has 1 to " + LANDINGS_MAX + " landings, not " + landings.size());
    }
    for (int i = 1; i < landings.size(); i++) {
      if (landings.get(i).position() != landings.get(i - 1).position() + 1) {
        throw new IllegalArgumentException("the positions of a commit follow each other");
      }
    }
  }

  public long first() {
    return landings.getFirst().position();
  }

  public Landing last() {
    return landings.getLast();
  }

  @Override
  public List<byte[]> nodes() {
    return new ArrayList<>(nodes);
  }
}
