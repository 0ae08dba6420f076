package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckKey;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.binding.KnownSources;
import dev.micelio.gate.binding.SourceTrees;
import dev.micelio.gate.binding.SourcesInMemory;
import dev.micelio.gate.decision.Candidate;
import dev.micelio.gate.decision.Contents;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A project of one size, its head, and sessions that began a thousand landings before it.
final class GateProject {
  static final int LANDINGS = 1_000;
  static final int CHANGES = 10;
  private static final int CHANGES_OF_OTHERS = 3;
  private static final int FILES_OF_PACKAGE = 12;
  private static final int AREAS = 20;

  /// Sessions work in the areas from here on, others in those before.
  private static final int AREA_OF_SESSIONS = 18;

  final CountedNodes nodes = new CountedNodes();
  final Policy policy;
  final Contents contents;
  final List<GitPeer.Edit> others;
  private final Env env;
  private final int files;
  private final Digest begun;
  private final Digest head;
  private final CheckRun golden;
  private final SourcesInMemory knownOfBegun = new SourcesInMemory();

  /// What a session offers: its changes, and attestations of all checks on its own tree, in one and
  /// one by one.
  record Session(
      List<GitPeer.Edit> edits,
      Digest before,
      Digest after,
      List<Difference> changes,
      Offered together,
      List<Offered> alone) {}

  GateProject(Env env, int files, CheckRun golden) {
    this.env = env;
    this.files = files;
    this.golden = golden;
    byte[] text = GatePolicy.ofShapes().getBytes(UTF_8);
    policy = GatePolicy.read(GatePolicy.ofShapes());
    contents = _ -> text;
    var file =
        new Entry(new TreePath(PolicyFile.NAME), EntryKind.FILE, Digest.of(text), text.length);
    begun =
        new Tree(TreeGitFiles.build(files, nodes), nodes)
            .apply(List.of(new Change.Put(file)), nodes);
    others = edits(new Random(1), LANDINGS * CHANGES_OF_OTHERS, 0, AREA_OF_SESSIONS);
    head = new Tree(begun, nodes).apply(TreeGitFiles.changes(others), nodes);
  }

  /// Files of some areas that get another content.
  private List<GitPeer.Edit> edits(Random random, int count, int fromArea, int toArea) {
    var edits = new HashMap<Integer, GitPeer.Edit>();
    while (edits.size() < count) {
      int path = random.nextInt(files);
      int area = path / FILES_OF_PACKAGE % AREAS;
      if (fromArea <= area && area < toArea) {
        edits.put(path, new GitPeer.Edit(path, random.nextInt(TreeGitFiles.CONTENTS)));
      }
    }
    return List.copyOf(edits.values());
  }

  Session session(int number) {
    var edits = edits(new Random(1_000 + number), CHANGES, AREA_OF_SESSIONS, AREAS);
    var changes = TreeGitFiles.changes(edits);
    var attested = new Tree(begun, nodes).apply(changes, nodes);
    var after = new Tree(head, nodes).apply(changes, nodes);
    var sources =
        new SourceTrees(
            new Tree(begun, nodes),
            new Tree(attested, nodes),
            differences(begun, attested),
            knownOfBegun);
    var checks = new ArrayList<Check>();
    policy
        .checks()
        .forEach((name, definition) ->
            checks.add(
                check(
                    name,
                    definition.inputs().texts(),
                    sources.of(definition.inputs(), List.of()))));
    return new Session(
        edits,
        head,
        after,
        differences(head, after),
        attest(attested, checks),
        checks.stream().map(check -> attest(attested, List.of(check))).toList());
  }

  private List<Difference> differences(Digest before, Digest after) {
    var found = new ArrayList<Difference>();
    new Tree(before, nodes).diff(after, found::add);
    return found;
  }

  /// Whose trees have decoded no node yet.
  Candidate candidate(Session session) {
    var before = new Tree(session.before(), nodes);
    return new Candidate(before, before.at(session.after()), session.changes(), Optional.empty());
  }

  /// What is known of the head when it has just landed.
  KnownSources knownOfHead() {
    var known = new SourcesInMemory();
    var tree = new Tree(head, nodes);
    var sources = new SourceTrees(tree, tree, List.of(), known);
    for (var check : policy.checks().values()) {
      var _ = sources.of(check.inputs(), List.of());
    }
    return known;
  }

  private Check check(String name, List<String> inputs, Digest source) {
    var like = golden.checks().getFirst();
    var nix = (Action.Nix) like.action();
    var action =
        new Action.Nix(
            List.of("checks", like.system(), name),
            nix.drv(),
            nix.drvSha256(),
            nix.drvs(),
            nix.mode(),
            nix.outputs());
    return new Check(
        name,
        CheckKey.of(name, action, like.system(), source),
        like.system(),
        inputs,
        source,
        like.result(),
        like.exit(),
        like.attempt(),
        like.prior(),
        like.started(),
        like.finished(),
        like.log(),
        action);
  }

  private Offered attest(Digest tree, List<Check> checks) {
    var run =
        new CheckRun(
            ProjectId.parse(GatePolicy.PROJECT),
            new CheckRun.TreeIds(tree, Optional.empty()),
            golden.base(),
            golden.session(),
            golden.machine(),
            checks,
            List.of());
    try (var key = GatePolicy.key(0)) {
      var attestor = new Attestor(env, key, GatePolicy.SIGNER, Duration.ofDays(1));
      return new Offered(attestor.attest(run), env.nowMillis() / 1000);
    }
  }

  /// The branches of git that hold the trees of a session and of its result.
  Map<String, List<GitPeer.Edit>> branches(Session session) {
    var result = new ArrayList<>(others);
    result.addAll(session.edits());
    return Map.of("session", session.edits(), "result", result);
  }
}
