package dev.micelio.gate.binding;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.PatternMatcher;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The restricted trees of one result. Where a tree is at hand of which the answer is known, the
/// difference to it decides; else the result is restricted. For one thread.
///
/// The ways are tried in the order of their cost: the answer is known; that of the tree before is,
/// and needs no change or a small one; that of an attested tree is, and stays. To restrict is what
/// is left, and can mean to read the whole tree.
public final class SourceTrees {
  private final Tree before;
  private final Tree after;
  private final List<Difference> changes;
  private final KnownSources known;
  private final SourceEditor editor;
  private final AttestedTrees attestedTrees;
  private final Map<Patterns, Digest> found = new HashMap<>();

  /// `changes` are those from `before` to `after`.
  public SourceTrees(Tree before, Tree after, List<Difference> changes, KnownSources known) {
    this.before = before;
    this.after = after;
    this.changes = List.copyOf(changes);
    this.known = known;
    editor = new SourceEditor(known, after.source());
    attestedTrees = new AttestedTrees(after);
  }

  /// The restricted tree of the result. `attested` are trees that a result was made on, which may
  /// be out of reach.
  public Digest of(Patterns inputs, Collection<Digest> attested) {
    var source = found.get(inputs);
    if (source == null) {
      source = known.find(after.id(), inputs).orElseGet(() -> workOut(inputs, attested));
      found.put(inputs, source);
    }
    return source;
  }

  private Digest workOut(Patterns inputs, Collection<Digest> attested) {
    var matcher = inputs.matcher();
    var matching =
        changes.stream().filter(change -> matcher.matches(change.path().text())).toList();
    var source =
        known
            .find(before.id(), inputs)
            .flatMap(old -> matching.isEmpty() ? Optional.of(old) : editor.edit(old, matching))
            .or(() -> ofAttested(inputs, matcher, attested))
            .orElseGet(() -> after.restrict(inputs, known::keepNode).id());
    known.keep(after.id(), inputs, source);
    if (matching.isEmpty()) {
      known.keep(before.id(), inputs, source); // for the next landing, should this one be refused
    }
    return source;
  }

  private Optional<Digest> ofAttested(
      Patterns inputs, PatternMatcher matcher, Collection<Digest> attested) {
    for (var tree : attested) {
      var source = known.find(tree, inputs);
      if (source.isPresent()
          && attestedTrees
              .differing(tree)
              .filter(differing -> !touches(matcher, differing))
              .isPresent()) {
        return source;
      }
    }
    return Optional.empty();
  }

  private static boolean touches(PatternMatcher matcher, List<TreePath> paths) {
    return paths.stream().anyMatch(path -> matcher.matches(path.text()));
  }
}
