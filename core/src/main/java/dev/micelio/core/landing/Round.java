package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.NodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One try to land: a commit in the making, on top of a tail, and who waits for it. Its nodes are
/// read from here until they are somewhere else.
final class Round implements NodeSource, NodeSink {
  /// A round that is larger takes no more offers.
  private static final int SIZE_BYTES_ENOUGH = 4 << 20;

  /// What a change takes in a commit, about.
  private static final int CHANGE_BYTES = 200;

  private final Tail tail;
  private final boolean fresh;
  private final NodeSource project;
  private final List<Landing> landings = new ArrayList<>();
  private final Map<Id, Waiting> members = new HashMap<>();
  private final Map<Digest, byte[]> nodes = new LinkedHashMap<>();
  private long changes;
  private long nodeBytes;

  /// `fresh`: the tail was the end of the log after the round's offers had arrived.
  Round(Tail tail, boolean fresh, NodeSource project) {
    this.tail = tail;
    this.fresh = fresh;
    this.project = project;
  }

  Tail tail() {
    return tail;
  }

  boolean isEmpty() {
    return landings.isEmpty();
  }

  /// Whether an offer may be refused because of what it would land on. Not on a tail behind which
  /// it may have landed already, and not because of others in the round: nobody knows yet whether
  /// they will land.
  boolean isSure() {
    return fresh && isEmpty();
  }

  boolean isFull() {
    return landings.size() == Commit.LANDINGS_MAX
        || nodeBytes + changes * CHANGE_BYTES > SIZE_BYTES_ENOUGH;
  }

  boolean holds(Id session) {
    return members.containsKey(session);
  }

  Digest tree() {
    return isEmpty() ? tail.tree() : landings.getLast().tree();
  }

  Hlc at() {
    return isEmpty() ? tail.at() : landings.getLast().at();
  }

  long nextPosition() {
    return tail.position() + landings.size() + 1;
  }

  void add(Waiting waiting, Landing landing) {
    landings.add(landing);
    members.put(landing.session(), waiting);
    changes += landing.changes().size();
  }

  Iterable<Landing> landings() {
    return landings;
  }

  Waiting member(Landing landing) {
    return Objects.requireNonNull(members.get(landing.session()));
  }

  long nodeBytes() {
    return nodeBytes;
  }

  Map<Digest, byte[]> nodes() {
    return nodes;
  }

  /// `inline`: whether it carries its nodes, or they are in their own place already.
  Commit commit(boolean inline) {
    return new Commit(tail.chain(), landings, inline ? List.copyOf(nodes.values()) : List.of());
  }

  @Override
  public void write(Digest id, byte[] node) {
    if (nodes.put(id, node) == null) {
      nodeBytes += node.length;
    }
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    var elsewhere = ids.stream().filter(id -> !nodes.containsKey(id)).toList();
    var read = elsewhere.isEmpty() ? List.<byte[]>of() : project.read(elsewhere);
    var found = new HashMap<Digest, byte[]>();
    for (int i = 0; i < Math.min(elsewhere.size(), read.size()); i++) {
      found.put(elsewhere.get(i), read.get(i));
    }
    return ids.stream()
        .map(id -> Objects.requireNonNull(nodes.getOrDefault(id, found.get(id))))
        .toList();
  }
}
