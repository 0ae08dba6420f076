package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.pattern.Ending;
import dev.micelio.core.pattern.PatternMatcher;
import dev.micelio.core.pattern.Reach;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the tree of the entries that match: reads no subtree that can not hold any, and takes over
/// runs of subtrees that match as a whole. Used once.
final class Restriction implements TreeWalk.Selection {
  private static final long ANY = 0;

  private final Nodes nodes;
  private final Node root;
  private final PatternMatcher matcher;
  private final TreeBuilder builder;
  private final Map<Set<Ending>, Long> filters = new HashMap<>();
  private Totals totals = Totals.NONE;

  /// Subtrees that match as a whole, one right behind the other, and are not yet built.
  private @Nullable KeyRange run;

  private byte @Nullable [] runLast;

  Restriction(Nodes nodes, Node root, PatternMatcher matcher, NodeWriter writer) {
    this.nodes = nodes;
    this.root = root;
    this.matcher = matcher;
    builder = new TreeBuilder(writer);
  }

  Restricted make() {
    new TreeWalk(nodes, this).run(root);
    buildRun();
    return new Restricted(builder.finish(), totals);
  }

  @Override
  public Reach reach(byte @Nullable [] after, Item.ChildItem subtree) {
    var reach = matcher.reach(after, subtree.key());
    return reach == Reach.SOME && !mayHold(after, subtree) ? Reach.NONE : reach;
  }

  private boolean mayHold(byte @Nullable [] after, Item.ChildItem subtree) {
    long filter =
        filters.computeIfAbsent(
            matcher.endings(after, subtree.key()), endings -> Restriction.filter(endings));
    return filter == ANY || (filter & subtree.extensions()) != 0;
  }

  private static long filter(Set<Ending> endings) {
    long filter = 0;
    for (var ending : endings) {
      long bit = Extensions.bit(("x" + ending.tail()).getBytes(UTF_8));
      if (bit == 0 || (ending.bare() && Extensions.bit(ending.tail().getBytes(UTF_8)) != bit)) {
        return ANY; // names without an extension are in no filter
      }
      filter |= bit;
    }
    return filter;
  }

  @Override
  public boolean wants(byte[] key) {
    return matcher.matches(key);
  }

  @Override
  public void file(Item.FileItem wanted) {
    buildRun();
    builder.add(wanted);
    totals = totals.plus(1, wanted.size());
  }

  @Override
  public void subtree(byte @Nullable [] after, Item.ChildItem wanted) {
    if (run == null || !Arrays.equals(after, runLast)) {
      buildRun();
      run = new KeyRange(after == null ? null : KeyRange.with(after, 0), null);
    }
    runLast = wanted.key();
    totals = totals.plus(wanted.files(), wanted.bytes());
  }

  private void buildRun() {
    if (run != null && runLast != null) {
      builder.addAll(new KeyRange(run.low(), KeyRange.with(runLast, 0)), nodes, root);
      run = null;
    }
  }
}
