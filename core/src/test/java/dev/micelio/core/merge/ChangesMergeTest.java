package dev.micelio.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.merge.TreeMergeInvariantsTest.Triple;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class ChangesMergeTest {
  private static final int ROUNDS = 60;

  /// The same decision for every path that ours changed. Of what theirs has in the way of it, which
  /// may be many files, it names at least one.
  @Seeds(12)
  void mergingChangesDecidesAsMergingTreesDoes(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var triple = Triple.some(random);
      var trees = new Trees();
      var base = new Tree(trees.build(triple.base().values()), trees);
      var ours = trees.build(triple.ours().values());
      var theirs = base.at(trees.build(triple.theirs().values()));
      var wanted = new ArrayList<Difference>();
      base.diff(ours, wanted::add);
      var whole = TreeMerge.merge(base, ours, theirs.id(), trees);

      var merged = ChangesMerge.merge(base, MergedChanges.toApply(wanted), theirs);

      assertThat(merged.conflicts().isEmpty()).isEqualTo(whole.isClean());
      var changed = wanted.stream().map(Difference::path).toList();
      assertThat(onPaths(changed, merged.conflicts()))
          .isEqualTo(onPaths(changed, whole.conflicts()));
      assertThat(whole.conflicts().stream().map(Conflict::path).toList())
          .containsAll(merged.conflicts().stream().map(Conflict::path).toList());
      assertThat(MergedChanges.toApply(merged.changes())).isEqualTo(whole.changes());
      for (var change : merged.changes()) {
        assertThat(theirs.get(change.path()).orElse(null)).isEqualTo(change.before());
      }
    }
  }

  private static List<Conflict> onPaths(List<TreePath> paths, List<Conflict> conflicts) {
    return conflicts.stream().filter(conflict -> paths.contains(conflict.path())).toList();
  }
}
