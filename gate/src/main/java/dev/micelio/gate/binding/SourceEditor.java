package dev.micelio.gate.binding;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.NodeSource;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Changes a restricted tree by what changed in the tree that it was made of. That reads a few
/// nodes, where to restrict anew can mean to read them all: endings of names match everywhere.
final class SourceEditor {
  private final KnownSources known;
  private final NodeSource whole;

  /// Restricted trees share nodes with the `whole` ones, which are read from there.
  SourceEditor(KnownSources known, NodeSource whole) {
    this.known = known;
    this.whole = whole;
  }

  /// Empty if not all that it takes is still known.
  Optional<Digest> edit(Digest source, List<Difference> matching) {
    return WithinReach.of(() ->
        new Tree(source, this::read)
            .apply(matching.stream().map(SourceEditor::change).toList(), known::keepNode));
  }

  private static Change change(Difference difference) {
    var entry = difference.after();
    return entry == null ? new Change.Remove(difference.path()) : new Change.Put(entry);
  }

  private List<byte[]> read(List<Digest> ids) {
    var found = new HashMap<Digest, byte[]>();
    var missing = new ArrayList<Digest>();
    for (var id : ids) {
      known.findNode(id).ifPresentOrElse(node -> found.put(id, node), () -> missing.add(id));
    }
    if (!missing.isEmpty()) {
      var rest = whole.read(missing);
      for (int i = 0; i < missing.size(); i++) {
        found.put(missing.get(i), rest.get(i));
      }
    }
    return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
  }
}
