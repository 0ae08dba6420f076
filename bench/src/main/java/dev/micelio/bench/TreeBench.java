package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.merge.TreeMerge;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// What building, reading, changing, comparing, merging and restricting a tree of one size costs,
/// with its nodes in memory and one thread.
final class TreeBench {
  private static final int ROUNDS_MAX = 15;
  private static final int ROUNDS_MIN = 3;
  private static final Duration OPERATION_MAX = Duration.ofSeconds(8);
  private static final int LOOKUPS = 200_000;
  private static final int CONTENTS = 1 << 12;
  private static final int BATCH = 1 << 12;
  private static final int AROUND = 3;

  /// How large a tree is measured for nothing, so that the JVM has compiled what it runs.
  private static final int WARMING_ENTRIES = 100_000;

  /// A change in three is a new file.
  private static final int NEW_AMONG = 3;

  private static final Env ENV = new MachineEnv();

  private final int entries;
  private final CountedNodes nodes = new CountedNodes();
  private final Digest id;
  private final NodeCount shape;
  private long buildNanos;
  private final List<TreeCost> costs = new ArrayList<>();
  private double lookupsPerSecond;

  private TreeBench(int entries) {
    this.entries = entries;
    var contents = new Digest[CONTENTS];
    for (int i = 0; i < CONTENTS; i++) {
      contents[i] = content(i);
    }
    var builder = new TreeBuilder(nodes);
    var batch = new ArrayList<Entry>(BATCH);
    MonorepoPaths.forEachInOrder(
        entries,
        i -> {
          batch.add(entry(MonorepoPaths.path(i), contents[i % CONTENTS], i));
          if (batch.size() == BATCH) {
            add(builder, batch);
          }
        });
    add(builder, batch);
    long begun = ENV.nanos();
    id = builder.finish();
    buildNanos += ENV.nanos() - begun;
    shape = nodes.take();
    nodes.keepNoMore();
  }

  /// Only the builder's own time counts, not what it takes to think of paths.
  private void add(TreeBuilder builder, List<Entry> batch) {
    long begun = ENV.nanos();
    batch.forEach(builder::add);
    buildNanos += ENV.nanos() - begun;
    batch.clear();
  }

  static void main(String[] arguments) {
    var sizes =
        arguments.length == 0 ? List.of("100000", "1000000", "10000000") : List.of(arguments);
    new TreeBench(WARMING_ENTRIES).measure();
    var report = new TreeReport();
    System.out.println(
        "nodes in memory, one thread, the middle of up to " + ROUNDS_MAX + " rounds");
    for (String size : sizes) {
      var bench = new TreeBench(Integer.parseInt(size));
      bench.measure();
      report.add(
          bench.entries, bench.buildNanos / 1e9, bench.lookupsPerSecond, bench.shape, bench.costs);
    }
    report.print();
  }

  private static Digest content(int number) {
    return Digest.of(Integer.toString(number).getBytes(UTF_8));
  }

  private static Entry entry(TreePath path, Digest content, int number) {
    return new Entry(path, EntryKind.FILE, content, 1000 + Math.floorMod(number, 5000));
  }

  private void measure() {
    lookups();
    look();
    changes(1, true);
    changes(10, true);
    changes(1_000, true);
    changes(10, false);
    difference();
    merge();
    restriction("area03/**", TreeCost.Growth.PLACES);
    restriction("area03/project003/src/**", TreeCost.Growth.PLACES);
    restriction("**/M*.nix", TreeCost.Growth.SHARE);
    restriction("**/*.nix", TreeCost.Growth.SHARE);
  }

  private void lookups() {
    var tree = new Tree(id, nodes);
    var random = new Random(1);
    var paths = new ArrayList<TreePath>(LOOKUPS);
    for (int i = 0; i < LOOKUPS; i++) {
      paths.add(MonorepoPaths.path(random.nextInt(entries)));
    }
    long begun = ENV.nanos();
    for (var path : paths) {
      if (tree.get(path).isEmpty()) {
        throw new IllegalStateException(path + " was not found");
      }
    }
    lookupsPerSecond = LOOKUPS / ((ENV.nanos() - begun) / 1e9);
    nodes.take();
  }

  private void look() {
    timed(
        "1 look-up",
        TreeCost.Growth.PLACES,
        round -> {
          var path = MonorepoPaths.path(new Random(round).nextInt(entries));
          return () -> require(new Tree(id, nodes).get(path).isPresent() ? 1 : 0, 1);
        });
  }

  private List<Change> someChanges(int count, boolean clustered, int seed) {
    var random = new Random(1000L * count + seed);
    int at = random.nextInt(entries);
    var changes = new TreeMap<TreePath, Change>();
    for (int i = 0; changes.size() < count; i++) {
      at = clustered ? behind(at) : random.nextInt(entries);
      var path = MonorepoPaths.path(at);
      if (i % NEW_AMONG == NEW_AMONG - 1) {
        path = new TreePath(path.text() + ".new" + i);
      }
      int number = random.nextInt();
      changes.put(path, new Change.Put(entry(path, content(number), number)));
    }
    return List.copyOf(changes.values());
  }

  /// Every third file changes.
  private int behind(int i) {
    int at = i;
    for (int step = 0; step < AROUND; step++) {
      at = MonorepoPaths.next(at, entries);
    }
    return at;
  }

  private void changes(int count, boolean clustered) {
    timed(
        "%d %s %s"
            .formatted(
                count,
                count == 1 ? "change" : "changes",
                clustered ? "around one place" : "anywhere"),
        TreeCost.Growth.PLACES,
        round -> {
          var changes = someChanges(count, clustered, round);
          return () -> new Tree(id, nodes).apply(changes, nodes);
        });
  }

  private void difference() {
    timed(
        "difference of 10 changes anywhere",
        TreeCost.Growth.PLACES_OF_TWO,
        round -> {
          var other = new Tree(id, nodes).apply(someChanges(10, false, round), nodes);
          return () -> {
            var found = new ArrayList<Object>();
            new Tree(id, nodes).diff(other, found::add);
            require(found.size(), 10);
          };
        });
  }

  private void merge() {
    timed(
        "merge of two sides, 10 changes anywhere each",
        TreeCost.Growth.PLACES_OF_THREE,
        round -> {
          var ours = new Tree(id, nodes).apply(someChanges(10, false, round), nodes);
          var theirs = new Tree(id, nodes).apply(someChanges(10, false, -1 - round), nodes);
          return () -> {
            var merged = TreeMerge.merge(new Tree(id, nodes), ours, theirs, nodes);
            require(merged.changes().size() + merged.conflicts().size(), 10);
          };
        });
  }

  private void restriction(String pattern, TreeCost.Growth growth) {
    var patterns = Patterns.of(List.of(pattern));
    timed(
        "restricted to `" + pattern + "`",
        growth,
        _ -> () -> new Tree(id, nodes).restrict(patterns, nodes));
  }

  private static void require(int found, int expected) {
    if (found != expected) {
      throw new IllegalStateException(found + " where " + expected + " were expected");
    }
  }

  private interface Prepared {
    Runnable of(int round);
  }

  /// Each round with a tree that holds no decoded nodes yet. Slow operations get fewer rounds.
  private void timed(String name, TreeCost.Growth growth, Prepared prepared) {
    var micros = new ArrayList<Double>();
    var counts = new NodeCount();
    long end = ENV.nanos() + OPERATION_MAX.toNanos();
    while (micros.size() < ROUNDS_MIN || (micros.size() < ROUNDS_MAX && ENV.nanos() < end)) {
      var run = prepared.of(micros.size());
      nodes.take();
      long begun = ENV.nanos();
      run.run();
      micros.add((ENV.nanos() - begun) / 1e3);
      counts.add(nodes.take(), 1);
      nodes.forgetPassing();
    }
    var mean = new NodeCount();
    mean.add(counts, 1.0 / micros.size());
    micros.sort(null);
    costs.add(new TreeCost(name, growth, micros.get(micros.size() / 2), mean));
  }
}
