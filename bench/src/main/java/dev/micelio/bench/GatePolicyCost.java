package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.binding.KnownSources;
import dev.micelio.gate.decision.Candidate;
import dev.micelio.gate.decision.Context;
import dev.micelio.gate.decision.Gate;
import dev.micelio.gate.policy.PolicyFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A landing of ten files under a policy of one size, in a tree of few files.
final class GatePolicyCost {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int FILES = 5_000;

  private final Env env;
  private final byte[] text;
  private final CountedNodes nodes = new CountedNodes();
  private final Digest before;
  private final Digest after;
  private final List<Difference> changes = new ArrayList<>();

  GatePolicyCost(Env env, int principals, int rules) {
    this.env = env;
    text = GatePolicy.ofSize(principals, rules).getBytes(UTF_8);
    var file =
        new Entry(new TreePath(PolicyFile.NAME), EntryKind.FILE, Digest.of(text), text.length);
    before =
        new Tree(TreeGitFiles.build(FILES, nodes), nodes)
            .apply(List.of(new Change.Put(file)), nodes);
    var tree = new Tree(before, nodes);
    after =
        tree.apply(
            TreeGitFiles.changes(TreeGitFiles.edits(FILES, GateProject.CHANGES, 0, 1)), nodes);
    tree.diff(after, changes::add);
  }

  int bytes() {
    return text.length;
  }

  double parseMillis() {
    long begun = THREADS.getCurrentThreadCpuTime();
    if (!(PolicyFile.read(text) instanceof PolicyFile.Valid)) {
      throw new IllegalStateException("not a policy");
    }
    return (THREADS.getCurrentThreadCpuTime() - begun) / 1e6;
  }

  double judgeMillis() {
    var tree = new Tree(before, nodes);
    var candidate = new Candidate(tree, tree.at(after), changes, Optional.empty());
    var context = new Context(Optional.empty(), env.nowMillis() / 1000, KnownSources.NONE);
    long begun = THREADS.getCurrentThreadCpuTime();
    var verdict = new Gate(_ -> text).judge(candidate, List.of(), List.of(), context);
    double millis = (THREADS.getCurrentThreadCpuTime() - begun) / 1e6;
    if (verdict.checks().size() != 1) {
      throw new IllegalStateException(verdict.toString());
    }
    return millis;
  }
}
