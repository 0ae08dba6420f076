package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.pattern.Reach;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A tree to be read, compared, changed and restricted. Nodes are read when they are needed and
/// checked when they are read. For one thread.
public final class Tree {
  /// The largest node.
  public static final int NODE_BYTES_MAX = Node.SIZE_BYTES_MAX;

  private final Digest id;
  private final Nodes nodes;

  public Tree(Digest id, NodeSource source) {
    this(id, new Nodes(source));
  }

  private Tree(Digest id, Nodes nodes) {
    this.id = id;
    this.nodes = nodes;
  }

  /// Makes a tree without entries.
  public static Digest empty(NodeSink sink) {
    return new TreeBuilder(sink).finish();
  }

  public Digest id() {
    return id;
  }

  /// Where nodes are read from that are not kept.
  public NodeSource source() {
    return nodes.source();
  }

  /// Another tree of the same source; what either has read, both need not read again.
  public Tree at(Digest other) {
    return new Tree(other, nodes);
  }

  /// How many levels there are, the leaves being the first.
  public int depth() {
    return nodes.root(id).level() + 1;
  }

  /// Every node, level by level from the root down. All of them are read.
  public List<List<NodeSummary>> nodes() {
    return new Summaries(nodes).of(nodes.root(id));
  }

  public Optional<Entry> get(TreePath path) {
    byte[] key = path.key();
    var node = nodes.root(id);
    for (; ; ) {
      int place = node.seek(key);
      if (place == node.items().length) {
        return Optional.empty();
      }
      switch (node.items()[place]) {
        case Item.FileItem file -> {
          return Arrays.equals(file.key(), key) ? Optional.of(file.entry()) : Optional.empty();
        }
        case Item.ChildItem child -> node = nodes.child(node.level(), child);
      }
    }
  }

  /// What the tree has at these paths, read together: in as many rounds as there are levels.
  public Map<TreePath, Entry> entries(Collection<TreePath> paths) {
    var found = new TreeMap<TreePath, Entry>();
    byte[][] keys =
        paths.stream().map(TreePath::key).sorted(Arrays::compareUnsigned).toArray(byte[][]::new);
    new TreeWalk(
            nodes,
            new KeysSelection(
                keys,
                file -> {
                  var entry = file.entry();
                  found.put(entry.path(), entry);
                }))
        .run(nodes.root(id));
    return found;
  }

  /// The first entry below a path that is not one of `except`: what keeps a file from standing
  /// there.
  public Optional<Entry> firstBelow(TreePath path, Set<TreePath> except) {
    var range = KeyRange.below(path);
    var cursor = new Cursor(nodes, nodes.root(id), 0);
    byte[] first = KeyRange.with(path.key(), 0);
    int place = cursor.seek(first).seek(first);
    do {
      for (var items = cursor.node().items(); place < items.length; place++) {
        if (range.isPast(items[place].key())) {
          return Optional.empty();
        }
        var entry = ((Item.FileItem) items[place]).entry();
        if (!except.contains(entry.path())) {
          return Optional.of(entry);
        }
      }
      place = 0;
    } while (cursor.next());
    return Optional.empty();
  }

  /// Every entry, in order.
  public void forEach(Consumer<Entry> visitor) {
    walk(KeyRange.ALL, visitor);
  }

  /// Every entry below a directory, in order.
  public void forEachBelow(TreePath directory, Consumer<Entry> visitor) {
    walk(KeyRange.below(directory), visitor);
  }

  private void walk(KeyRange range, Consumer<Entry> visitor) {
    new TreeWalk(nodes, new RangeSelection(range, file -> visitor.accept(file.entry())))
        .run(nodes.root(id));
  }

  /// All files and bytes, without reading more than the root.
  public Totals totals() {
    return totals(KeyRange.ALL);
  }

  /// The files and bytes below a directory, reading only along its two edges.
  public Totals totalsBelow(TreePath directory) {
    return totals(KeyRange.below(directory));
  }

  private Totals totals(KeyRange range) {
    var selection = new TotalsSelection(range);
    new TreeWalk(nodes, selection).run(nodes.root(id));
    return selection.totals();
  }

  /// What is right below a directory (null for the top), in order.
  public List<Listed> list(@Nullable TreePath directory) {
    var listing = new Listing(directory);
    new TreeWalk(nodes, listing).run(nodes.root(id));
    return listing.listed();
  }

  /// Reads every node and tells every fault: what [#get] and the others refuse, and what shows only
  /// when the nodes are seen side by side, such as a boundary at the wrong place. A tree without
  /// faults is exactly what [TreeBuilder] makes of its entries. Behind a node that can not be read
  /// boundaries are judged again from the next natural one on. A source that can not be asked is no
  /// fault of the tree, and thrown.
  public void check(Consumer<Problem> found) {
    new TreeCheck(nodes.source(), found).run(id);
  }

  /// What differs from here to `other`, in the order of the paths. Subtrees that both have are not
  /// read.
  public void diff(Digest other, Consumer<Difference> found) {
    new TreeDiff(nodes).run(id, other, found);
  }

  /// The tree with these changes made, each path at most once. Only new nodes are written.
  public Digest apply(Collection<? extends Change> changes, NodeSink sink) {
    return new TreeEditor(nodes, new NodeWriter(sink)).apply(id, List.copyOf(changes));
  }

  /// The tree of the entries below a directory, under their whole paths. Only nodes that this tree
  /// does not have, and a few at the edges, are written.
  public Digest slice(TreePath directory, NodeSink sink) {
    return slice(KeyRange.below(directory), sink);
  }

  Digest slice(KeyRange range, NodeSink sink) {
    var root = nodes.root(id);
    if (root.items().length == 0 || (range.low() == null && range.high() == null)) {
      return id;
    }
    var builder = new TreeBuilder(sink);
    builder.addAll(range, nodes, root);
    return builder.finish();
  }

  /// The tree of the entries that match, under their whole paths, and how many they are. Where
  /// whole directories match, that costs what their edges cost; elsewhere, subtrees that can not
  /// hold a match are not read. New nodes are written as they are by [#slice].
  public Restricted restrict(Patterns patterns, NodeSink sink) {
    var matcher = patterns.matcher();
    var prefixes = patterns.prefixes();
    if (prefixes.size() == 1 && matcher.below(prefixes.getFirst()) == Reach.ALL) {
      String prefix = prefixes.getFirst();
      var range =
          prefix.isEmpty()
              ? KeyRange.ALL
              : KeyRange.below(prefix.replace('/', '\0').getBytes(UTF_8));
      var totals = totals(range); // reads both edges at once, which the slice then has
      return new Restricted(slice(range, sink), totals);
    }
    return new Restriction(nodes, nodes.root(id), matcher, new NodeWriter(sink)).make();
  }
}
