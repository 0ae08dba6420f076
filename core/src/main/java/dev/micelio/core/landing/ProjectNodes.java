package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.tree.NodeSource;
import dev.micelio.core.tree.ObjectStoreNodes;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tree nodes of a project, also those that only the commits have yet. For one thread.
public final class ProjectNodes implements NodeSource {
  private static final int AT_ONCE_MAX = 64;

  /// How many bytes of nodes are kept from commits that were seen; others are looked for again.
  private static final int SEEN_BYTES_MAX = 64 << 20;

  private final Env env;
  private final LandingLog log;
  private final ObjectStoreNodes copied;
  private final Map<Digest, byte[]> seen = new LinkedHashMap<>();
  private long seenBytes;

  public ProjectNodes(Env env, ObjectStore project, LandingLog log) {
    this.env = env;
    this.log = log;
    copied = new ObjectStoreNodes(env, project, "");
    Tree.empty(this::keep);
  }

  /// Remembers the nodes that a commit carries.
  void see(StoredCommit commit) {
    commit.commit().nodes().forEach(node -> keep(Digest.of(node), node));
  }

  private void keep(Digest id, byte[] node) {
    if (seen.put(id, node) == null) {
      seenBytes += node.length;
    }
    var eldest = seen.values().iterator();
    while (seenBytes > SEEN_BYTES_MAX) {
      seenBytes -= eldest.next().length;
      eldest.remove();
    }
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    var found = new HashMap<Digest, byte[]>();
    var unseen = new ArrayList<Digest>();
    for (var id : ids) {
      byte[] node = seen.get(id);
      if (node == null) {
        unseen.add(id);
      } else {
        found.put(id, node);
      }
    }
    var there = env.all("node-read", unseen, AT_ONCE_MAX, copied::find);
    var missing = new HashSet<Digest>();
    for (int i = 0; i < unseen.size(); i++) {
      Optional<byte[]> node = there.get(i);
      if (node.isPresent()) {
        found.put(unseen.get(i), node.get());
      } else {
        missing.add(unseen.get(i));
      }
    }
    if (!missing.isEmpty()) {
      log.tail(commit ->
          commit.commit().nodes().stream()
              .filter(node -> missing.remove(Digest.of(node)))
              .forEach(node -> found.put(Digest.of(node), node)));
      // who copies them may have passed between the two looks, and moved the hint past them
      missing.forEach(id -> copied.find(id).ifPresent(node -> found.put(id, node)));
    }
    return ids.stream()
        .map(id -> Optional.ofNullable(found.get(id)).orElseThrow(() -> copied.missing(id)))
        .toList();
  }
}
