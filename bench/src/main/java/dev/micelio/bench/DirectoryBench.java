package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;

/// Conditional puts per second over one object directory, by 1, 4 and 16 processes, next to what
/// the disk gives a plain loop that makes as many files durable. The first argument may name a
/// directory on the disk to be measured.
final class DirectoryBench {
  private static final Key COUNTER = new Key("counter");
  private static final List<Integer> PROCESSES = List.of(1, 4, 16);

  /// The kinds of work take turns, so that what else the disk does meets all of them.
  private static final int ROUNDS = 3;

  private DirectoryBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var parent =
        Path.of(arguments.length > 0 ? arguments[0] : System.getProperty("java.io.tmpdir"));
    System.out.printf(
        "processes  %-46s  per second, and of the floor (middle of %d)%n", "", ROUNDS);
    for (int processes : PROCESSES) {
      var results = new EnumMap<DirectoryWorker.Work, List<Double>>(DirectoryWorker.Work.class);
      for (int round = 0; round < ROUNDS; round++) {
        for (var work : DirectoryWorker.Work.values()) {
          results
              .computeIfAbsent(work, _ -> new ArrayList<>())
              .add(measureIn(parent, work, processes));
        }
      }
      double floor = middle(results.getOrDefault(DirectoryWorker.Work.FLOOR, List.of()));
      results.forEach((work, perSecond) ->
          System.out.printf(
              "%9d  %-46s  %10.0f  %6.2fx%n",
              processes, work.sentence(), middle(perSecond), middle(perSecond) / floor));
    }
    System.out.println("no update was lost");
  }

  private static double middle(List<Double> results) {
    return results.stream().sorted().toList().get(results.size() / 2);
  }

  private static double measureIn(Path parent, DirectoryWorker.Work work, int processes)
      throws IOException, InterruptedException {
    var directory =
        Files.createDirectory(parent.resolve("micelio-bench-" + ProcessHandle.current().pid()));
    try {
      return measure(directory, work, processes);
    } finally {
      remove(directory);
    }
  }

  private static double measure(Path directory, DirectoryWorker.Work work, int processes)
      throws IOException, InterruptedException {
    try (var objects = open(directory.resolve("objects"))) {
      objects.put(COUNTER, Body.of("0".getBytes(UTF_8)), Condition.ANY);
      long done = 0;
      for (long count : run(directory, work, processes)) {
        done += count;
      }
      long kept =
          switch (work) {
            case FLOOR -> done;
            case ABSENT -> countKeys(objects);
            case MATCHES -> {
              try (var found = (Fetch.Found) objects.get(COUNTER)) {
                yield Long.parseLong(new String(found.bytes(100), UTF_8));
              }
            }
          };
      if (kept != done) {
        throw new IllegalStateException(
            done + " puts were answered as stored, and " + kept + " are there");
      }
      return done / (double) DirectoryWorker.SECONDS;
    }
  }

  private static long countKeys(DirectoryObjectStore objects) {
    long keys = 0;
    String after = "";
    while (true) {
      var page = objects.list("fresh/", after, 1000);
      keys += page.entries().size();
      if (!page.more()) {
        return keys;
      }
      after = page.entries().getLast().key().text();
    }
  }

  private static List<Long> run(Path directory, DirectoryWorker.Work work, int count)
      throws IOException, InterruptedException {
    var processes = new ArrayList<Process>();
    var said = new ArrayList<BufferedReader>();
    for (int i = 0; i < count; i++) {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  DirectoryWorker.class.getName(),
                  directory.toString(),
                  work.name(),
                  "" + i)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      processes.add(process);
      said.add(new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
    }
    for (var lines : said) {
      lines.readLine();
    }
    for (var process : processes) {
      process.getOutputStream().close();
    }
    var counts = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      counts.add(Long.parseLong(said.get(i).readLine()));
      processes.get(i).waitFor();
    }
    return counts;
  }

  static DirectoryObjectStore open(Path directory) {
    var env = new MachineEnv();
    return DirectoryObjectStore.open(
        env, directory, SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/")));
  }

  private static void remove(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
