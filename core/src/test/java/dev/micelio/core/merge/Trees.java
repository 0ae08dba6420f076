package dev.micelio.core.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.NodeSource;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Trees from and to sorted maps, over nodes in memory that count how many were read.
final class Trees implements NodeSource, NodeSink {
  private final Map<Digest, byte[]> nodes = new HashMap<>();
  int read;

  @Override
  public void write(Digest id, byte[] node) {
    nodes.put(id, node);
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    read += ids.size();
    return ids.stream().map(id -> Objects.requireNonNull(nodes.get(id), id::toString)).toList();
  }

  Digest build(Collection<Entry> entries) {
    var builder = new TreeBuilder(this);
    entries.forEach(builder::add);
    return builder.finish();
  }

  Map<TreePath, Entry> content(Digest id) {
    var content = new TreeMap<TreePath, Entry>();
    new Tree(id, this).forEach(entry -> content.put(entry.path(), entry));
    return content;
  }

  Merged merge(Map<TreePath, Entry> base, Map<TreePath, Entry> ours, Map<TreePath, Entry> theirs) {
    return TreeMerge.merge(
        new Tree(build(base.values()), this), build(ours.values()), build(theirs.values()), this);
  }

  static Entry entry(TreePath path, EntryKind kind, String content) {
    return new Entry(path, kind, Digest.of(content.getBytes(UTF_8)), content.length());
  }
}
