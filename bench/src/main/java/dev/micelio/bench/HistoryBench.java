package dev.micelio.bench;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.history.History;
import dev.micelio.core.history.HistoryBuilder;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.measured.MeasuredObjectStore;
import dev.micelio.core.objects.measured.Measurement;
import dev.micelio.core.objects.measured.Operation;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// What it costs to find out which landing touched a path, by how far the asker is behind: reads of
/// objects, bytes and time. The first argument is how many landings the log has, the second a
/// folder for them.
final class HistoryBench {
  /// Not round, so that every level has a ragged edge.
  private static final long LANDINGS = 1_156_789;

  private static final int ROUNDS = 30;
  private static final List<Integer> BEHIND = List.of(10, 1_000, 100_000, 1_000_000);

  private final Env env = new MachineEnv();
  private final GeneratedLandings log = new GeneratedLandings();
  private final MeasuredObjectStore objects;
  private final long landings;

  private HistoryBench(Path directory, long landings) {
    var urls = SignedUrls.withFreshSecret(env, URI.create("http://localhost:9/"));
    this.objects = new MeasuredObjectStore(env, DirectoryObjectStore.open(env, directory, urls));
    this.landings = landings;
  }

  public static void main(String[] arguments) throws IOException {
    long landings = arguments.length > 0 ? Long.parseLong(arguments[0]) : LANDINGS;
    var directory =
        Files.createDirectories(
            Path.of(arguments.length > 1 ? arguments[1] : "bench/target/history"));
    Scratch.clear(directory);
    try {
      new HistoryBench(directory.toAbsolutePath(), landings).run();
    } finally {
      Scratch.clear(directory);
    }
  }

  private void run() {
    long begun = env.nanos();
    int built = new HistoryBuilder(env, objects, log, log).build(landings);
    say(
        String.format(
            Locale.ROOT,
            "%,d landings: %,d objects of %,d MB, %,d MB read, in %.0f s",
            landings,
            built,
            objects.measurement(Operation.PUT).bytes() / 1_000_000,
            objects.measurement(Operation.GET).bytes() / 1_000_000,
            (env.nanos() - begun) / 1e9));
    begun = env.nanos();
    long reads = reads();
    new HistoryBuilder(env, objects, log, log).build(landings);
    say(
        String.format(
            Locale.ROOT,
            "a builder with nothing to do: %d reads, %.0f us",
            reads() - reads,
            (env.nanos() - begun) / 1e3));
    for (int behind : BEHIND) {
      if (behind < landings) {
        for (int paths : new int[] {3, 30}) {
          measure("untouched", behind, paths);
          measure("touched", behind, paths);
        }
      }
    }
  }

  private long reads() {
    return objects.measurement(Operation.GET).calls() + objects.measurement(Operation.HEAD).calls();
  }

  private void measure(String what, int behind, int count) {
    var random = new Random(behind + count);
    var history = new History(env, objects, log, log);
    var micros = new ArrayList<Double>();
    var before = objects.measurement(Operation.GET);
    log.reset();
    long found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var paths =
          what.equals("touched") ? touched(random, behind, count) : untouched(random, count);
      long begun = env.nanos();
      found += history.newest(paths, landings - behind, landings).size();
      micros.add((env.nanos() - begun) / 1e3);
    }
    micros.sort(null);
    Measurement after = objects.measurement(Operation.GET);
    say(
        String.format(
            Locale.ROOT,
            "%,9d behind, %2d %-9s paths: %5.1f found, %6.1f object reads, %8.1f kB, %5.1f landings of"
                + " the log, %8.0f us",
            behind,
            count,
            what,
            (double) found / ROUNDS,
            (double) (after.calls() - before.calls()) / ROUNDS,
            (after.bytes() - before.bytes()) / 1e3 / ROUNDS,
            (double) log.read() / ROUNDS,
            micros.get(ROUNDS / 2)));
  }

  private static Set<TreePath> untouched(Random random, int count) {
    var paths = new HashSet<TreePath>();
    while (paths.size() < count) {
      paths.add(new TreePath(GeneratedLandings.path(random) + ".untouched"));
    }
    return paths;
  }

  /// Paths that some landing in the range changed: as many, or fewer where it has no more.
  private Set<TreePath> touched(Random random, int behind, int count) {
    var paths = new HashSet<TreePath>();
    for (int tries = 0; tries < 10 * count && paths.size() < count; tries++) {
      paths.add(log.pathAt(landings - random.nextInt(behind), tries));
    }
    return paths;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
