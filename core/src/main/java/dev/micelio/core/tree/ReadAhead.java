package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what [LevelEditor] is about to look at, for many edits in each round: the nodes on the way
/// to them, then the neighbours of those whose boundaries may move. Where it guesses wrong, a node
/// is read alone later, or for nothing.
final class ReadAhead {

  /// How many nodes of the level are covered at a time, so that they and their neighbours stay kept
  /// until the editor is there.
  private static final int COVERED_MAX = Nodes.ROUND_MAX;

  /// A neighbour can lie below another parent, and that below another one.
  private static final int NEIGHBOUR_ROUNDS_MAX = Node.LEVEL_MAX;

  private final Nodes nodes;
  private final Node root;
  private final int level;
  private final List<LevelEditor.Edit> edits;
  private int covered;

  ReadAhead(Nodes nodes, Node root, int level, List<LevelEditor.Edit> edits) {
    this.nodes = nodes;
    this.root = root;
    this.level = level;
    this.edits = edits;
  }

  /// A node, or where one is that was not read yet.
  private record Place(@Nullable Place parent, int index, @Nullable Node node) {}

  /// A node and the edits that belong to it, up to the one before `to`.
  private record Span(Place place, Node node, int from, int to) {}

  /// The editor comes to this edit next.
  void reach(int edit) {
    if (edit < covered || edit >= edits.size()) {
      return;
    }
    var spans = List.of(new Span(new Place(null, 0, root), root, edit, edits.size()));
    for (int above = root.level(); above > level; above--) {
      spans = below(above, spans);
    }
    covered = spans.getLast().to();
    var moving = spans.stream().filter(this::movesKeys).toList();
    for (int round = 0; round < NEIGHBOUR_ROUNDS_MAX; round++) {
      var wanted = new LinkedHashSet<Digest>();
      moving.forEach(span -> wantNeighbours(span, wanted));
      if (wanted.isEmpty()) {
        return;
      }
      var ids = List.copyOf(wanted);
      for (int at = 0; at < ids.size(); at += Nodes.ROUND_MAX) {
        nodes.fetch(ids.subList(at, Math.min(ids.size(), at + Nodes.ROUND_MAX)));
      }
    }
  }

  private List<Span> below(int parentLevel, List<Span> parents) {
    record Step(Span parent, int index, int from, int to) {}
    var steps = new ArrayList<Step>();
    for (var parent : parents) {
      int last = parent.node().items().length - 1;
      int from = parent.from();
      while (from < parent.to() && steps.size() < COVERED_MAX) {
        int index = Math.min(parent.node().seek(edits.get(from).key()), last);
        int to =
            index == last
                ? parent.to()
                : firstPast(parent.node().items()[index].key(), from, parent.to());
        steps.add(new Step(parent, index, from, to));
        from = to;
      }
    }
    var children =
        nodes.children(
            parentLevel,
            steps.stream()
                .map(step -> (Item.ChildItem) step.parent().node().items()[step.index()])
                .toList());
    var spans = new ArrayList<Span>(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      var node = children.get(i);
      var place = new Place(step.parent().place(), step.index(), node);
      spans.add(new Span(place, node, step.from(), step.to()));
    }
    return spans;
  }

  private int firstPast(byte[] key, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(edits.get(middle).key(), key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean movesKeys(Span span) {
    return edits.subList(span.from(), span.to()).stream()
        .anyMatch(edit -> edit.movesKeys(span.node()));
  }

  /// Cutting begins w items before the first edit at the beginning of a node, and needs the w keys
  /// before that; it ends at the end of a node w items behind the last edit, and looks w keys
  /// ahead.
  private void wantNeighbours(Span span, Set<Digest> wanted) {
    int before = span.node().seek(edits.get(span.from()).key());
    int after = span.node().items().length - span.node().seek(edits.get(span.to() - 1).key());
    want(span.place(), -1, before < Cutter.W ? 2 : 1, wanted);
    want(span.place(), 1, after <= Cutter.W ? 2 : 1, wanted);
  }

  private void want(Place from, int direction, int count, Set<Digest> wanted) {
    Place place = from;
    for (int i = 0; i < count && place != null; i++) {
      place = beside(place, direction, wanted);
    }
  }

  /// Null where the level ends, or where nothing is known of it until what is wanted was read.
  private @Nullable Place beside(Place place, int direction, Set<Digest> wanted) {
    var parent = place.parent();
    if (parent == null || parent.node() == null) {
      return null;
    }
    int index = place.index() + direction;
    if (index < 0 || index >= parent.node().items().length) {
      parent = beside(parent, direction, wanted);
      if (parent == null || parent.node() == null) {
        return null;
      }
      index = direction > 0 ? 0 : parent.node().items().length - 1;
    }
    var child = (Item.ChildItem) parent.node().items()[index];
    var node = nodes.keptChild(parent.node().level(), child);
    if (node == null) {
      wanted.add(child.id());
    }
    return new Place(parent, index, node);
  }
}
