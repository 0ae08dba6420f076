package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/// What building, reading, changing, comparing and cutting a tree costs, at several sizes.
final class TreeBench {
  private static final Env ENV = new MachineEnv();
  private static final int ROUNDS = 15;
  private static final String[] ENDINGS = {"java", "txt", "md", "ts", "go", "py", "json", "h"};

  private TreeBench() {}

  static void main(String[] arguments) throws IOException {
    var sizes = arguments.length == 0 ? List.of("100000", "1000000") : List.of(arguments);
    for (String size : sizes) {
      measure(Integer.parseInt(size));
    }
  }

  /// Paths as a monorepo has them: areas, projects, packages, and now and then a `.nix` file.
  static TreePath path(int i) {
    int unit = i / 12;
    String ending = i % 500 == 0 ? "nix" : ENDINGS[i % ENDINGS.length];
    return new TreePath(
        "area%02d/project%03d/src/main/package%05d/Module%07d.%s"
            .formatted(unit % 20, unit % 400, unit, i, ending));
  }

  private static Entry entry(TreePath path, int content) {
    return new Entry(
        path,
        EntryKind.FILE,
        Digest.of(("" + content).getBytes(UTF_8)),
        1000 + Math.floorMod(content, 5000));
  }

  private static void measure(int count) {
    var entries = new ArrayList<Entry>(count);
    for (int i = 0; i < count; i++) {
      entries.add(entry(path(i), i));
    }
    entries.sort((left, right) -> left.path().compareTo(right.path()));
    var nodes = new CountedNodes();
    long begun = ENV.nanos();
    var builder = new TreeBuilder(nodes);
    entries.forEach(builder::add);
    var id = builder.finish();
    double seconds = (ENV.nanos() - begun) / 1e9;
    say(
        String.format(
            Locale.ROOT,
            "%,d entries: built at %,.0f entries/s; depth %d, %,d nodes, %.1f bytes an entry",
            count,
            count / seconds,
            new Tree(id, nodes).depth(),
            nodes.written(),
            (double) nodes.bytesWritten() / count));

    lookups(id, nodes, entries);
    for (int changes : new int[] {1, 10, 1_000}) {
      changes(id, nodes, entries, changes, true);
    }
    changes(id, nodes, entries, 10, false);
    difference(id, nodes, entries);
    restriction(id, nodes, "area03/**");
    restriction(id, nodes, "area03/project003/src/**");
    restriction(id, nodes, "**/M*.nix");
  }

  private static void lookups(Digest id, CountedNodes nodes, List<Entry> entries) {
    var tree = new Tree(id, nodes);
    var random = new Random(1);
    int looks = 200_000;
    int found = 0;
    long begun = ENV.nanos();
    for (int i = 0; i < looks; i++) {
      found += tree.get(entries.get(random.nextInt(entries.size())).path()).isPresent() ? 1 : 0;
    }
    say(
        String.format(
            Locale.ROOT,
            "  look-ups: %,.0f/s (%d of %d found)",
            looks / ((ENV.nanos() - begun) / 1e9),
            found,
            looks));
  }

  private static List<Change> someChanges(
      List<Entry> entries, int count, boolean clustered, int round) {
    var random = new Random(1000L * count + round);
    int around = random.nextInt(entries.size());
    var changes = new ArrayList<Change>(count);
    for (int i = 0; i < count; i++) {
      int at = clustered ? (around + 3 * i) % entries.size() : random.nextInt(entries.size());
      var path = entries.get(at).path();
      if (i % 3 == 2) {
        path = new TreePath(path.text() + ".new" + i);
      }
      changes.add(new Change.Put(entry(path, random.nextInt())));
    }
    return changes.stream()
        .collect(Collectors.toMap(Change::path, c -> c, (a, _) -> a))
        .values()
        .stream()
        .toList();
  }

  private static void changes(
      Digest id, CountedNodes nodes, List<Entry> entries, int count, boolean clustered) {
    timed(
        "%,d changes, a third of them new files, %s"
            .formatted(count, clustered ? "around one place" : "anywhere"),
        nodes,
        round -> {
          var changes = someChanges(entries, count, clustered, round);
          return () -> new Tree(id, nodes).apply(changes, nodes);
        });
  }

  private static void difference(Digest id, CountedNodes nodes, List<Entry> entries) {
    timed(
        "difference of 10 changes",
        nodes,
        round -> {
          var other = new Tree(id, nodes).apply(someChanges(entries, 10, false, round), nodes);
          return () -> {
            var found = new ArrayList<Object>();
            new Tree(id, nodes).diff(other, found::add);
          };
        });
  }

  private static void restriction(Digest id, CountedNodes nodes, String pattern) {
    var patterns = Patterns.of(List.of(pattern));
    long files = new Tree(id, nodes).restrict(patterns, nodes).totals().files();
    timed(
        "restricted to %s (%,d files)".formatted(pattern, files),
        nodes,
        _ -> () -> new Tree(id, nodes).restrict(patterns, nodes));
  }

  private interface Prepared {
    Runnable of(int round);
  }

  /// Each round with a tree that holds no decoded nodes yet.
  private static void timed(String what, CountedNodes nodes, Prepared prepared) {
    var micros = new ArrayList<Double>();
    long read = 0;
    long written = 0;
    long bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var run = prepared.of(round);
      nodes.reset();
      long begun = ENV.nanos();
      run.run();
      micros.add((ENV.nanos() - begun) / 1e3);
      read += nodes.read();
      written += nodes.written();
      bytes += nodes.bytesWritten();
    }
    micros.sort(null);
    say(
        String.format(
            Locale.ROOT,
            "  %-62s %9.0f us  reads %6.1f  writes %6.1f nodes, %8.1f KB",
            what,
            micros.get(ROUNDS / 2),
            (double) read / ROUNDS,
            (double) written / ROUNDS,
            bytes / 1e3 / ROUNDS));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
