package dev.micelio.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.merge.MergedChanges;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.ObjectStoreNodes;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Looks at a whole log as nobody who lands does, and fails where it is not as
/// [dev.micelio.core.landing] promises.
public final class LogJudge {
  private final Env env;
  private final ObjectStore objects;
  private final LandingLog log;
  private final ProjectNodes nodes;

  private LogJudge(Env env, ObjectStore objects) {
    this.env = env;
    this.objects = objects;
    log = new LandingLog(env, objects);
    nodes = new ProjectNodes(env, objects, log);
  }

  /// All landings, by their sessions.
  public static Map<Id, Landing> judge(Env env, ObjectStore project) {
    return new LogJudge(env, project).judge();
  }

  private Map<Id, Landing> judge() {
    var commits = new ArrayList<StoredCommit>();
    log.readOn(Tail.EMPTY, commits::add);
    commits.forEach(nodes::see);
    var landed = new HashMap<Id, Landing>();
    var chain = Commit.NONE;
    long position = 0;
    var at = Hlc.ZERO;
    var tree = new Tree(Tail.EMPTY.tree(), nodes);
    for (var commit : commits) {
      assertThat(commit.commit().previous()).isEqualTo(chain);
      chain = commit.digest();
      for (var landing : commit.commit().landings()) {
        assertThat(landing.position()).isEqualTo(++position);
        assertThat(landing.at()).isGreaterThan(at);
        at = landing.at();
        if (landed.put(landing.session(), landing) != null) {
          throw new AssertionError(landing.session() + " landed twice");
        }
        follows(tree, landing);
        undoesNothing(tree.at(landing.base().tree()), landing);
        tree = tree.at(landing.tree());
      }
    }
    hint(position, commits);
    return landed;
  }

  /// The tree of a landing is the one before it with its changes, and it is whole.
  private void follows(Tree before, Landing landing) {
    for (var change : landing.changes()) {
      assertThat(before.get(change.path()).orElse(null)).isEqualTo(change.before());
    }
    var after = before.apply(MergedChanges.toApply(landing.changes()), (_, _) -> {});
    assertThat(after).isEqualTo(landing.tree());
    var faults = new ArrayList<Problem>();
    before.at(after).check(faults::add);
    assertThat(faults).isEmpty();
  }

  /// Nobody else had changed what it changed since its base, unless their lines were merged.
  private static void undoesNothing(Tree base, Landing landing) {
    var merged = new HashSet<>(landing.merges().stream().map(LineMerged::path).toList());
    for (var change : landing.changes()) {
      if (!merged.contains(change.path())) {
        assertThat(change.before())
            .describedAs("%s before %d", change.path(), landing.position())
            .isEqualTo(base.get(change.path()).orElse(null));
      }
    }
  }

  private void hint(long position, List<StoredCommit> commits) {
    var hint = log.hint();
    if (hint.isEmpty()) {
      return;
    }
    assertThat(hint.get().position()).isLessThanOrEqualTo(position);
    var copied = new ObjectStoreNodes(env, objects, "");
    for (var commit : commits) {
      if (commit.commit().first() <= hint.get().position()) {
        for (byte[] node : commit.commit().nodes()) {
          assertThat(copied.find(Digest.of(node))).isPresent();
        }
      }
    }
  }
}
