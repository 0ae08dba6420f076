package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A project's tree nodes in an object store, under `trees/{first two digits}/{id}.bin`. Many are
/// read and written at once. What was written is durable after [#flush]; until then it is only read
/// here. For one thread.
public final class ObjectStoreNodes implements NodeSource, NodeSink {
  private static final int AT_ONCE_MAX = 64;
  private static final int PENDING_NODES_MAX = 512;
  private static final int PENDING_BYTES_MAX = 16 << 20;

  private final Env env;
  private final ObjectStore objects;
  private final String prefix;
  private final Map<Digest, byte[]> pending = new LinkedHashMap<>();
  private long pendingBytes;

  /// `prefix` is what keys begin with: empty, or it ends with `/`.
  public ObjectStoreNodes(Env env, ObjectStore objects, String prefix) {
    this.env = env;
    this.objects = objects;
    this.prefix = prefix;
  }

  Key key(Digest id) {
    String hex = id.hex();
    return new Key(prefix + "trees/" + hex.substring(0, 2) + "/" + hex + ".bin");
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    return env.all("tree-read", ids, AT_ONCE_MAX, id -> find(id).orElseThrow(() -> missing(id)));
  }

  /// A node, if it is there; not trusted, as with [#read].
  public Optional<byte[]> find(Digest id) {
    byte[] unwritten = pending.get(id);
    if (unwritten != null) {
      return Optional.of(unwritten);
    }
    try (var fetch = objects.get(key(id))) {
      return switch (fetch) {
        case Fetch.Found found -> Optional.of(found.bytes(Node.SIZE_BYTES_MAX));
        case Fetch.Absent() -> Optional.empty();
      };
    }
  }

  /// What a reader is told who looked everywhere.
  public Problem missing(Digest id) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "tree.missing-node",
        "there is no tree node " + id + " under " + key(id),
        "restore it, or fetch the tree again from a place that still has it whole");
  }

  @Override
  public void write(Digest id, byte[] node) {
    if (pending.put(id, node) == null) {
      pendingBytes += node.length;
    }
    if (pending.size() == PENDING_NODES_MAX || pendingBytes >= PENDING_BYTES_MAX) {
      flush();
    }
  }

  /// Everything that was written is durable when this returns. To be called before a tree's id is
  /// told to anybody. After a problem it may be called again.
  public void flush() {
    var levels = new TreeMap<Integer, List<Map.Entry<Digest, byte[]>>>();
    for (var node : pending.entrySet()) {
      levels.computeIfAbsent(NodeFormat.levelOf(node.getValue()), _ -> new ArrayList<>()).add(node);
    }
    // a node that is there promises that all below it is there, so parents wait for their children
    for (var nodes : levels.values()) {
      env.all("tree-write", nodes, AT_ONCE_MAX, this::put);
    }
    pending.clear();
    pendingBytes = 0;
  }

  /// Lost means that the node is there already: its key is the digest of its bytes.
  private Object put(Map.Entry<Digest, byte[]> node) {
    return objects.put(key(node.getKey()), Body.of(node.getValue()), Condition.ABSENT);
  }
}
