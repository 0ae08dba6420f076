package dev.micelio.bench;

import dev.micelio.bench.GitComparison.Way;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.merge.TreeMerge;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.NodeSource;
import dev.micelio.core.tree.ObjectStoreNodes;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Writing a changed tree, comparing two and merging two: git against ours, on the same paths.
///
/// Git is a process for each command, its start included; its objects lie in one pack. Ours works
/// in this process, from a tree that has decoded no node yet, and in one of its own. Blobs are
/// there before in either.
final class TreeGitBench {
  private static final int ROUNDS = 7;

  /// Ours has run so often before the turns begin.
  private static final int WARMING_ROUNDS = 40;

  private static final int FEW = 10;
  private static final int MANY = 1_000;
  private static final Env ENV = new MachineEnv();

  private final int files;
  private final GitPeer git;
  private final Path nodeFiles;
  private final FileNodes plain;
  private final DirectoryObjectStore objects;
  private final Digest base;

  /// What two sides made of the base in some round.
  private record Sides(
      String name, List<GitPeer.Edit> ours, List<GitPeer.Edit> theirs, Digest left, Digest right) {}

  private TreeGitBench(int files, Path scratch, DirectoryObjectStore objects) {
    this.files = files;
    this.objects = objects;
    nodeFiles = scratch.resolve("nodes");
    plain = new FileNodes(nodeFiles);
    base = TreeGitFiles.build(files, plain);
    var durable = durable();
    TreeGitFiles.build(files, durable);
    durable.flush();
    git = new GitPeer(ENV, scratch);
    git.makeBase(files, TreeGitFiles.CONTENTS);
  }

  static void main(String[] arguments) throws IOException, InterruptedException {
    var sizes = arguments.length == 0 ? List.of("100000", "1000000") : List.of(arguments);
    var scratch = Path.of("bench/target/tree-git").toAbsolutePath();
    floors();
    for (String size : sizes) {
      Scratch.clear(scratch);
      Files.createDirectories(scratch);
      try (var objects = DirectoryBench.open(scratch.resolve("objects"))) {
        new TreeGitBench(Integer.parseInt(size), scratch, objects).run();
      } finally {
        Scratch.clear(scratch);
      }
    }
  }

  /// What a process costs that does nothing.
  private static void floors() throws IOException, InterruptedException {
    StartupBench.awaitCache();
    for (var command :
        List.of(List.of("git", "--version"), List.of(StartupBench.MIC, "--version"))) {
      var millis = new ArrayList<Double>();
      for (int round = 0; round < ROUNDS; round++) {
        millis.add(StartupBench.millis(command));
      }
      millis.sort(null);
      System.out.printf(
          Locale.ROOT,
          "%s %s: %.1f ms%n",
          Path.of(command.getFirst()).getFileName(),
          command.getLast(),
          millis.get(ROUNDS / 2));
    }
  }

  private void run() {
    var few = sides(FEW);
    var many = sides(MANY);
    git.settle();
    System.out.println(files + " files are in place on either side");
    var table = GitComparison.table(files + " files, milliseconds");
    write().addTo(table);
    importing(few).addTo(table);
    difference(few).addTo(table);
    merge(few).addTo(table);
    merge(many).addTo(table);
    table.print();
  }

  private ObjectStoreNodes durable() {
    return new ObjectStoreNodes(ENV, objects, "");
  }

  /// For every round, and as many again for the processes of their own.
  private List<Sides> sides(int count) {
    var all = new ArrayList<Sides>();
    var branches = new LinkedHashMap<String, Collection<GitPeer.Edit>>();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      long seed = 1_000_003L * count + round;
      var ours = TreeGitFiles.edits(files, count, 0, seed);
      var theirs = TreeGitFiles.edits(files, count, 1, seed);
      String name = count + "-" + round;
      boolean isTurn = round < ROUNDS;
      all.add(new Sides(name, ours, theirs, make(ours, isTurn), make(theirs, isTurn)));
      branches.put("ours-" + name, ours);
      branches.put("theirs-" + name, theirs);
    }
    plain.keep();
    git.makeBranches(branches);
    return all;
  }

  private Digest make(List<GitPeer.Edit> edits, boolean inObjectStore) {
    var changes = TreeGitFiles.changes(edits);
    if (inObjectStore) {
      var nodes = durable();
      new Tree(base, nodes).apply(changes, nodes);
      nodes.flush();
    }
    return new Tree(base, plain).apply(changes, plain);
  }

  /// Edits of no other round, and of no side.
  private List<GitPeer.Edit> fresh(int round) {
    return TreeGitFiles.edits(files, FEW, round % 2, 7_000_000L + round);
  }

  private GitComparison write() {
    for (int round = 0; round < WARMING_ROUNDS; round++) {
      plainly(applying(fresh(10_000 + round)));
    }
    return new GitComparison(FEW + " changed files: update the index, write the tree")
        .with(Way.GIT, round -> update(List.of(), fresh(round)))
        .with(Way.OURS, round -> plainly(applying(fresh(round))))
        .with(Way.GIT_SYNCED, round -> update(GitPeer.SYNCED, fresh(round)))
        .with(Way.OURS_DURABLE, round -> durably(applying(fresh(round))))
        .with(Way.OURS_ALONE, round -> alone("apply", TreeOnce.words(fresh(20_000 + round))))
        .take(ROUNDS);
  }

  private double update(List<String> settings, List<GitPeer.Edit> edits) {
    git.restoreIndex();
    String input = git.indexInfo(edits);
    double updated = git.millis(input, with(settings, "update-index", "--index-info"));
    double written = git.millis("", with(settings, "write-tree"));
    git.restore();
    return updated + written;
  }

  /// Git without an index.
  private GitComparison importing(List<Sides> few) {
    return new GitComparison(FEW + " changed files: a commit by fast-import, without an index")
        .with(
            Way.GIT,
            round -> {
              String input = git.commit("refs/heads/new/" + round, few.get(round).ours());
              double millis = git.millis(input, List.of("fast-import", "--quiet"));
              git.restore();
              return millis;
            })
        .with(Way.OURS, round -> plainly(applying(fresh(30_000 + round))))
        .take(ROUNDS);
  }

  private GitComparison difference(List<Sides> few) {
    for (int round = 0; round < WARMING_ROUNDS; round++) {
      plainly(comparing(few.get(round % few.size())));
    }
    return new GitComparison("difference of two trees, " + FEW + " changed files")
        .with(
            Way.GIT,
            round -> {
              double millis =
                  git.millis(
                      "", List.of("diff-tree", "-r", "base", "ours-" + few.get(round).name()));
              require(git.outputLines().size(), FEW);
              return millis;
            })
        .with(Way.OURS, round -> plainly(comparing(few.get(round))))
        .with(Way.OURS_ALONE, round -> alone("diff", List.of(few.get(round).left().toString())))
        .take(ROUNDS);
  }

  private GitComparison merge(List<Sides> sides) {
    int count = sides.getFirst().ours().size();
    for (int round = 0; round < WARMING_ROUNDS; round++) {
      plainly(merging(sides.get(round % sides.size())));
    }
    return new GitComparison("merge, " + count + " changed files on each side")
        .with(Way.GIT, round -> mergeTree(List.of(), sides.get(round)))
        .with(Way.OURS, round -> plainly(merging(sides.get(round))))
        .with(Way.GIT_SYNCED, round -> mergeTree(GitPeer.SYNCED, sides.get(round)))
        .with(Way.OURS_DURABLE, round -> durably(merging(sides.get(round))))
        .with(
            Way.OURS_ALONE,
            round -> {
              var own = sides.get(ROUNDS + round);
              return alone("merge", List.of(own.left().toString(), own.right().toString()));
            })
        .take(ROUNDS);
  }

  private double mergeTree(List<String> settings, Sides sides) {
    double millis =
        git.millis(
            "",
            with(
                settings,
                "merge-tree",
                "--write-tree",
                "ours-" + sides.name(),
                "theirs-" + sides.name()));
    git.restore();
    return millis;
  }

  private static List<String> with(List<String> settings, String... command) {
    var all = new ArrayList<>(settings);
    all.addAll(List.of(command));
    return all;
  }

  /// What is done with a tree that was not read yet.
  private interface Work {
    void on(Tree tree, NodeSink sink);
  }

  private Work applying(List<GitPeer.Edit> edits) {
    var changes = TreeGitFiles.changes(edits);
    return (tree, sink) -> tree.apply(changes, sink);
  }

  private Work comparing(Sides sides) {
    return (tree, _) -> {
      var found = new ArrayList<Object>();
      tree.diff(sides.left(), found::add);
      require(found.size(), FEW);
    };
  }

  private Work merging(Sides sides) {
    return (tree, sink) -> {
      var merged = TreeMerge.merge(tree, sides.left(), sides.right(), sink);
      require(merged.conflicts().size(), 0);
      require(merged.changes().size(), sides.ours().size());
    };
  }

  private double plainly(Work work) {
    double millis = millis(plain, plain, work, () -> {});
    plain.restore();
    return millis;
  }

  private double durably(Work work) {
    var nodes = durable();
    return millis(nodes, nodes, work, nodes::flush);
  }

  private double millis(NodeSource source, NodeSink sink, Work work, Runnable end) {
    long begun = ENV.nanos();
    work.on(new Tree(base, source), sink);
    end.run();
    return (ENV.nanos() - begun) / 1e6;
  }

  private double alone(String operation, List<String> rest) {
    var words = with(List.of(base.toString()), rest.toArray(String[]::new));
    try {
      return StartupBench.millis(TreeOnce.command(operation, nodeFiles, words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }

  private static void require(int found, int expected) {
    if (found != expected) {
      throw new IllegalStateException(found + " paths where " + expected + " were expected");
    }
  }
}
