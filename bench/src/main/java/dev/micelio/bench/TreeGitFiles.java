package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.TreeBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/// The files that git and ours both have: path `i` with content `i % CONTENTS`, the text of a
/// number.
final class TreeGitFiles {
  static final int CONTENTS = 1_000;

  private TreeGitFiles() {}

  static Digest build(int files, NodeSink sink) {
    var builder = new TreeBuilder(sink);
    MonorepoPaths.forEachInOrder(files, i -> builder.add(entry(i, i % CONTENTS)));
    return builder.finish();
  }

  private static Entry entry(int path, int content) {
    byte[] text = Integer.toString(content).getBytes(UTF_8);
    return new Entry(MonorepoPaths.path(path), EntryKind.FILE, Digest.of(text), text.length);
  }

  /// Files anywhere that get another content. Those of two sides are never the same.
  static List<GitPeer.Edit> edits(int files, int count, int side, long seed) {
    var random = new Random(seed);
    var edits = new LinkedHashMap<Integer, GitPeer.Edit>();
    while (edits.size() < count) {
      int path = 2 * random.nextInt(files / 2) + side;
      int content = (path + 1 + random.nextInt(CONTENTS - 1)) % CONTENTS;
      edits.put(path, new GitPeer.Edit(path, content));
    }
    return List.copyOf(edits.values());
  }

  static List<Change> changes(Collection<GitPeer.Edit> edits) {
    var changes = new ArrayList<Change>();
    for (var edit : edits) {
      changes.add(new Change.Put(entry(edit.path(), edit.content())));
    }
    return changes;
  }
}
